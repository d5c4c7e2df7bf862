package io.chatelaine.config;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets the header style of the query and returns the settings in force. Settings that are absent from the query come
 * from the properties file of the archive.
 */
@WebServlet(name = HeaderStyleServlet.NAME, urlPatterns = "/style")
public class HeaderStyleServlet extends HttpServlet {
    public static final String NAME = "style";

    private static final long serialVersionUID = 1L;

    @Inject
    transient SettingsSnapshot settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> properties = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> properties.put("chatelaine.header." + name, values[0]));
        HeaderStyleSource.set(properties);
        settings.refresh(List.of());
        CredentialSettings now = settings.current().credentials();
        response.getWriter().printf("%s %s %s %s", now.bearer(), now.xApiKey(), now.xApiKeyName(), now.precedence());
    }
}
