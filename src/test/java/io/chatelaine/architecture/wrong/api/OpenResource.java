package io.chatelaine.architecture.wrong.api;

import io.chatelaine.architecture.wrong.cellar.Forgotten;
import io.chatelaine.architecture.wrong.key.KnowsTheDoor;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource without authentication that queries the database itself. */
public class OpenResource {
    static final List<Class<?>> KNOWN = List.of(KnowsTheDoor.class, Forgotten.class);

    @Nullable EntityManager entities;

    @GET
    @PermitAll
    public String open() {
        System.out.println("open");
        return entities == null ? "closed" : "open";
    }
}
