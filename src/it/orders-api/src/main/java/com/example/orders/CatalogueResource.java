package com.example.orders;

import io.chatelaine.security.ApiKeyPrincipal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;

/** What any key may read, and what takes a key of one environment or tier. */
@Path("v1")
@Produces("application/json")
public class CatalogueResource {
    @GET
    @Path("sets")
    @RolesAllowed("key")
    public Map<String, Object> sets(@Context SecurityContext security) {
        ApiKeyPrincipal key = (ApiKeyPrincipal) security.getUserPrincipal();
        return Map.of("sets", List.of(), "account", key.accountSlug());
    }

    @GET
    @Path("users/{id}")
    @RolesAllowed("key")
    public Map<String, Object> user(@PathParam("id") String id) {
        return Map.of("id", id);
    }

    @GET
    @Path("live")
    @RolesAllowed("env:live")
    public Map<String, Object> live() {
        return Map.of("environment", "live");
    }

    @GET
    @Path("sandbox")
    @RolesAllowed("env:test")
    public Map<String, Object> sandbox() {
        return Map.of("environment", "test");
    }

    @GET
    @Path("prices")
    @RolesAllowed("tier:partner")
    public Map<String, Object> prices() {
        return Map.of("prices", List.of());
    }
}
