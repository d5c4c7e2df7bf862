package io.chatelaine.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A program that replaces Java in tests of {@code scripts/run}. It records its options. */
final class FakeJava {
    private final Path home;

    /** @param script in Bash; {@code $start} is the number of starts, including this one */
    FakeJava(String name, String script) {
        home = Server.freshFolder(name);
        Path java = home.resolve("bin/java");
        try {
            Files.createDirectories(java.getParent());
            Files.writeString(java, """
                    #!/usr/bin/env bash
                    [ "$1" != -version ] || { echo 'openjdk version "17.0.2" 2022-01-18' >&2; exit 0; }
                    [[ $* == *' -jar '*payara-micro.jar* ]] || exec '%3$s/bin/java' "$@"
                    echo "$*" >>'%1$s/starts'
                    start=$(($(wc -l <'%1$s/starts')))
                    %2$s
                    """.formatted(home, script, System.getProperty("java.home")));
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment(String... more) {
        return more.length == 0
                ? Map.of("JAVA_HOME", home.toString())
                : Map.of("JAVA_HOME", home.toString(), more[0], more[1]);
    }

    /** Returns the options of each start. */
    List<String> starts() {
        try {
            return Files.readAllLines(home.resolve("starts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
