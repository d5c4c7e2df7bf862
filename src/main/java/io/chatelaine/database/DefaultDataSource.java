package io.chatelaine.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/** Producer of the server's default data source, with a time limit on each read. */
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
