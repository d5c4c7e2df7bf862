package io.chatelaine.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/** The server's default data source: all that is known of a key is there. Each read bears a limit. */
@ApplicationScoped
public class DefaultDataSource {
    private final ReadLimit limit = new ReadLimit();

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @Produces
    DataSource limited() {
        return limit.apply(dataSource);
    }
}
