package com.example.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whatever is below {@code /v1}: it asks for no role, and marks every answer. */
@Path("v1/{path: .*}")
public class EverythingResource {
    @Context
    HttpServletRequest request;

    @GET
    public Response get() {
        return reached("got");
    }

    @POST
    public Response post() {
        return reached("posted");
    }

    @DELETE
    public Response delete() {
        return reached("deleted");
    }

    /** Says what of a caller it sees. */
    @OPTIONS
    public Response preflight() {
        List<String> seen = new ArrayList<>(Collections.list(request.getHeaderNames()));
        seen.removeIf(name -> request.getHeader(name) == null);
        Collections.sort(seen, String.CASE_INSENSITIVE_ORDER);
        int cookies = request.getCookies() == null ? 0 : request.getCookies().length;
        return reached("principal=" + request.getUserPrincipal() + " cookies=" + cookies + " headers=" + seen);
    }

    private static Response reached(String what) {
        return Response.ok(what, "text/plain").header("X-Reached", "true").build();
    }
}
