package io.chatelaine.change;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/** The server's default data source: all that is known of a key is there. */
@ApplicationScoped
public class ServerDataSource {
    @Produces
    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;
}
