package io.chatelaine.persistence;

import java.sql.Types;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;

/**
 * Makes EclipseLink read times as text, to which they are mapped. By default it reads a {@code java.sql.Timestamp}
 * first, which in a JVM with summer time is wrong by an hour for one hour of the year.
 */
final class TimeColumnsAsText {
    private TimeColumnsAsText() {}

    static void apply(Session session) {
        session.getDescriptors().values().stream()
                .flatMap(descriptor -> descriptor.getMappings().stream())
                .map(DatabaseMapping::getField)
                .filter(field -> field != null && field.getName().endsWith("_at"))
                .forEach(field -> field.setSqlType(Types.VARCHAR));
    }
}
