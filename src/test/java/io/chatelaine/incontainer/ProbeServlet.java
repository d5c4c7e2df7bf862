package io.chatelaine.incontainer;

import io.chatelaine.security.ApiKeyPrincipal;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** A protected servlet of an application: returns the caller from every API of the container. */
@WebServlet(name = "probe", urlPatterns = "/v1/probe")
public class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient SecurityContext security;

    @Inject
    transient ProbeBean bean;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal principal = request.getUserPrincipal();
        ApiKeyPrincipal key = (ApiKeyPrincipal) principal;
        response.setHeader("Cache-Control", "public, max-age=60");
        response.addHeader("Set-Cookie", "a=b");
        response.getWriter()
                .printf(
                        "same=%s name=%s account=%s read=%s write=%s metrics=%s ejb=%s%n",
                        security.getCallerPrincipal() == principal
                                && security.getPrincipalsByType(ApiKeyPrincipal.class)
                                        .contains(key),
                        principal.getName().equals(key.keyId()),
                        key.accountSlug(),
                        security.isCallerInRole("keys:read"),
                        request.isUserInRole("keys:write"),
                        security.isCallerInRole("metrics:read"),
                        bean.caller().equals(key.keyId()));
        if (request.getParameter("session") != null) {
            request.getSession();
        }
    }
}
