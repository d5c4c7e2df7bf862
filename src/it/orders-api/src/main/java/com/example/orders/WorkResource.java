package com.example.orders;

import io.chatelaine.security.ApiKeyPrincipal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;

/** What takes a scope, and what is one organisation's alone. */
@Path("api")
@Consumes("application/json")
@Produces("application/json")
public class WorkResource {
    @POST
    @Path("environments/list")
    @RolesAllowed("environments:read")
    public Map<String, Object> environments(Map<String, Object> asked, @Context SecurityContext security) {
        ApiKeyPrincipal key = (ApiKeyPrincipal) security.getUserPrincipal();
        if (!key.accountSlug().equals(asked.get("orgSlug"))) {
            throw new NotFoundException();
        }
        return Map.of("environments", List.of());
    }

    @POST
    @Path("v1/storage/upload")
    @RolesAllowed("storage:write")
    public Map<String, Object> upload(Map<String, Object> file) {
        return Map.of("filename", String.valueOf(file.get("filename")));
    }
}
