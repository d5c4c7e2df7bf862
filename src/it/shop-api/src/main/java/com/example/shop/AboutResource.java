package com.example.shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Open to anyone. */
@Path("about")
public class AboutResource {
    @GET
    @Produces("text/plain")
    public String about() {
        return "Shop";
    }
}
