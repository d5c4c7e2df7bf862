package io.chatelaine.persistence;

import java.sql.Types;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;

/**
 * Has EclipseLink read times as the text that they are mapped to. Left to itself it takes them for a
 * {@code java.sql.Timestamp} first, which in a JVM with summer time is an hour off for one hour of the year.
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
