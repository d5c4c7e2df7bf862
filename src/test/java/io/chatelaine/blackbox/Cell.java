package io.chatelaine.blackbox;

import io.chatelaine.testing.MySql;
import java.util.HashMap;
import java.util.Map;

/** On which server and which database the suite runs: {@code -Dchatelaine.cell=payara-mysql}. */
enum Cell {
    PAYARA_H2,
    PAYARA_MYSQL;

    private static final String DATABASE = "chatelaine";

    /** The one of this run. */
    static Cell current() {
        return valueOf(System.getProperty("chatelaine.cell", "payara-h2")
                .replace('-', '_')
                .toUpperCase(java.util.Locale.ROOT));
    }

    boolean onMySql() {
        return this == PAYARA_MYSQL;
    }

    /** What a server needs to be told to run on a new database of that kind. */
    Map<String, String> database() {
        Map<String, String> environment = new HashMap<>();
        if (onMySql()) {
            MySql mysql = MySql.start();
            mysql.create(DATABASE);
            environment.put("CHATELAINE_DB_URL", mysql.url(DATABASE));
            environment.put("CHATELAINE_DB_USER", DATABASE);
            environment.put("CHATELAINE_DB_PASSWORD", DATABASE);
        } else {
            environment.put("CHATELAINE_H2_OPTIONS", ";TRACE_LEVEL_SYSTEM_OUT=3");
        }
        return environment;
    }
}
