package io.chatelaine.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Producer of the entity manager on the server's default data source. */
@ApplicationScoped
public class EntityManagerProducer {
    @Produces
    @PersistenceContext
    EntityManager entities;
}
