package io.chatelaine.blackbox;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application that embeds Chatelaine's mechanism, built from a folder in {@code src/it} and {@code
 * chatelaine-embedded.jar}. Its context root is the name of its file.
 */
final class HostWar {
    private static final Path JAR =
            Path.of(System.getProperty("chatelaine.war")).resolveSibling("chatelaine-embedded.jar");

    private final String name;
    private final Path project;

    private HostWar(String name) {
        this.name = name;
        project = Server.ROOT.resolve("src/it/" + name + "-api/src/main");
    }

    /** The example application, whose resources need roles. */
    static Path orders() {
        return new HostWar("orders").build();
    }

    /** An application whose resources need no role: only its protected paths need a key. */
    static Path shop() {
        return new HostWar("shop").build();
    }

    private Path build() {
        try {
            Path folder = Server.freshFolder(name);
            Path classes = Files.createDirectories(folder.resolve("classes"));
            compile(classes);
            Path war = folder.resolve(name + ".war");
            WebArchive archive = ShrinkWrap.create(WebArchive.class, name + ".war")
                    .addAsLibrary(JAR.toFile())
                    .addAsResource(project.resolve("resources/META-INF").toFile(), "META-INF");
            for (Path file : files(project.resolve("webapp/WEB-INF"))) {
                archive.addAsWebInfResource(file.toFile(), String.valueOf(file.getFileName()));
            }
            for (Path file : files(classes)) {
                archive.addAsWebInfResource(file.toFile(), "classes/" + classes.relativize(file));
            }
            archive.as(ZipExporter.class).exportTo(war.toFile(), true);
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    JAR + File.pathSeparator + System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            options,
                            null,
                            manager.getJavaFileObjectsFromPaths(files(project.resolve("java"))))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(said.toString());
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
