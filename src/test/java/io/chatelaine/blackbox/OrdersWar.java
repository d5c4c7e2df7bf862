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

/** The example application in {@code src/it/orders-api}, built of its own files and {@code chatelaine-embedded.jar}. */
final class OrdersWar {
    private static final Path PROJECT = Server.ROOT.resolve("src/it/orders-api/src/main");
    private static final Path JAR =
            Path.of(System.getProperty("chatelaine.war")).resolveSibling("chatelaine-embedded.jar");

    private OrdersWar() {}

    /** Its context root is {@code /orders}, after the name of the file. */
    static Path build() {
        try {
            Path folder = Server.freshFolder("orders");
            Path classes = Files.createDirectories(folder.resolve("classes"));
            compile(classes);
            Path war = folder.resolve("orders.war");
            WebArchive archive = ShrinkWrap.create(WebArchive.class, "orders.war")
                    .addAsLibrary(JAR.toFile())
                    .addAsWebInfResource(
                            PROJECT.resolve("webapp/WEB-INF/beans.xml").toFile(), "beans.xml")
                    .addAsResource(PROJECT.resolve("resources/META-INF").toFile(), "META-INF");
            for (Path file : files(classes)) {
                archive.addAsWebInfResource(file.toFile(), "classes/" + classes.relativize(file));
            }
            archive.as(ZipExporter.class).exportTo(war.toFile(), true);
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Path classes) throws IOException {
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
                            manager.getJavaFileObjectsFromPaths(files(PROJECT.resolve("java"))))
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
