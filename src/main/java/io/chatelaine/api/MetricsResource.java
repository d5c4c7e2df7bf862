package io.chatelaine.api;

import io.chatelaine.database.DatabaseFile;
import io.chatelaine.security.Roles;
import io.chatelaine.usage.RequestCounts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code GET /v1/metrics}: the counters of this node since its start, in the Prometheus text format 0.0.4. */
@Path("/metrics")
@ApplicationScoped
public class MetricsResource {
    @Inject
    RequestCounts counts;

    @Inject
    DatabaseFile database;

    @GET
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    @RolesAllowed(Roles.METRICS_READ)
    public String metrics() {
        StringBuilder text = new StringBuilder(512)
                .append("# HELP chatelaine_credentials_total Credentials verified, by outcome.\n")
                .append("# TYPE chatelaine_credentials_total counter\n");
        counts.byOutcome()
                .forEach((outcome, count) -> text.append("chatelaine_credentials_total{outcome=\"")
                        .append(outcome)
                        .append("\"} ")
                        .append(count)
                        .append('\n'));
        database.bytes()
                .ifPresent(bytes -> text.append(
                                "# HELP chatelaine_database_file_bytes Size of the embedded database file.\n")
                        .append("# TYPE chatelaine_database_file_bytes gauge\n")
                        .append("chatelaine_database_file_bytes ")
                        .append(bytes)
                        .append('\n'));
        return text.append("# HELP chatelaine_lookups_total Database queries that look up a key.\n")
                .append("# TYPE chatelaine_lookups_total counter\n")
                .append("chatelaine_lookups_total ")
                .append(counts.lookups())
                .append('\n')
                .toString();
    }
}
