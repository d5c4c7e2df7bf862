package io.chatelaine.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import javax.sql.DataSource;

/** The server's default data source, and the entity manager on it: the two ways in which all others reach the database. */
@ApplicationScoped
public class Database {
    @Produces
    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @Produces
    @PersistenceContext
    EntityManager entities;
}
