package io.chatelaine.blackbox;

import io.chatelaine.seeds.SetsServlet;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/** A server of a preset that protects the seeds' resources: a jar in {@code WEB-INF/lib} of the WAR. */
final class SeedServer {
    private static final Map<String, Server> SHARED = new ConcurrentHashMap<>();

    private static @Nullable Path seeds;

    private SeedServer() {}

    /**
     * Returns the shared server of a preset, for tests of its document and for clients behind nginx, which need the
     * additional settings; it stops when the session ends.
     */
    static Server shared(String preset, Map<String, String> settings) {
        return SHARED.computeIfAbsent(preset, name -> {
            Map<String, String> environment = new HashMap<>(settings);
            environment.put("CHATELAINE_AUTHORIZE_DIALECT", "original");
            environment.put("CHATELAINE_TRUSTED_PROXIES", "127.0.0.1");
            return start(name, environment);
        });
    }

    static void closeShared() {
        SHARED.values().forEach(Server::close);
        SHARED.clear();
    }

    /** Starts a server with the preset and the given settings only. */
    static Server start(String preset, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CHATELAINE_WAR", war().toString());
        return Server.start(Server.freshFolder(preset), environment, "--preset", preset);
    }

    /** Builds the WAR once: two presets start at the same time. */
    private static synchronized Path war() {
        Path made = seeds;
        if (made != null) {
            return made;
        }
        try {
            Path war = Files.createDirectories(Server.freshFolder("seeds")).resolve("seeds.war");
            JavaArchive jar =
                    ShrinkWrap.create(JavaArchive.class, "seeds.jar").addPackage(SetsServlet.class.getPackage());
            ShrinkWrap.create(ZipImporter.class, "seeds.war")
                    .importFrom(new File(System.getProperty("chatelaine.war")))
                    .as(WebArchive.class)
                    .addAsLibrary(jar)
                    .as(ZipExporter.class)
                    .exportTo(war.toFile());
            seeds = war;
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
