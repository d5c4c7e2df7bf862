package io.chatelaine.api;

import io.chatelaine.api.accounts.AccountsResource;
import io.chatelaine.api.audit.AuditResource;
import io.chatelaine.api.json.JsonReader;
import io.chatelaine.api.json.JsonWriter;
import io.chatelaine.api.keys.AccountKeysResource;
import io.chatelaine.api.keys.KeysResource;
import io.chatelaine.api.keys.MeResource;
import io.chatelaine.api.partners.PartnerApplicationsResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The JAX-RS application: lists every resource and provider, so JAX-RS scans for none. */
@ApplicationPath("/v1")
public class ApiApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                MeResource.class,
                KeysResource.class,
                AccountsResource.class,
                AccountKeysResource.class,
                AuditResource.class,
                PartnerApplicationsResource.class,
                MetricsResource.class,
                JsonReader.class,
                JsonWriter.class,
                MethodFilter.class,
                TestKeysReadFilter.class,
                ProblemMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl", true,
                "jersey.config.server.headers.location.relative.resolution.disabled", true);
    }
}
