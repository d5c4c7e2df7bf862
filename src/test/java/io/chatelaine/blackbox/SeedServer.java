package io.chatelaine.blackbox;

import io.chatelaine.seeds.SetsServlet;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server of a preset, with the seeds' own resources behind its door: a jar in {@code WEB-INF/lib} of the WAR. */
final class SeedServer {
    private SeedServer() {}

    /** With nothing set but the preset and what is given. */
    static Server start(String preset, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CHATELAINE_WAR", war().toString());
        return Server.start(Server.freshFolder(preset), environment, "--preset", preset);
    }

    private static Path war() {
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
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
