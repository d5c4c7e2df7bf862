package io.chatelaine.incontainer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The production WAR, with a separate context root and additional classes. */
public final class ContainerArchive {
    /** The lock of the one container, for {@code @ResourceLock}: it runs one deployment at a time. */
    public static final String CONTAINER = "container";

    private static final Path BASE = Path.of(System.getProperty("chatelaine.basedir", "."));
    private static final String RUNNER = "ArquillianServletRunnerEE9";

    private ContainerArchive() {}

    /** Returns a WAR for tests inside the container. Arquillian's servlet is accepted without a key. */
    public static WebArchive inContainer(Class<?>... classes) throws IOException {
        return with(RUNNER, classes)
                .addAsLibraries(jarOf(org.assertj.core.api.Assertions.class), jarOf(net.bytebuddy.ByteBuddy.class));
    }

    /** Returns a WAR in which a servlet is accepted without a key; everything else is unchanged. */
    public static WebArchive with(String publicServlet, Class<?>... classes) throws IOException {
        String webXml = Files.readString(BASE.resolve("src/main/webapp/WEB-INF/web.xml"), StandardCharsets.UTF_8);
        WebArchive war = ShrinkWrap.create(ZipImporter.class, "chatelaine.war")
                .importFrom(new File(System.getProperty("chatelaine.war")))
                .as(WebArchive.class)
                .addClasses(classes);
        war.delete("/WEB-INF/web.xml");
        return war.setWebXML(
                new StringAsset(webXml.replace("chatelaine-health ", publicServlet + " chatelaine-health ")));
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** Reads the first admin key of the container's database. */
    public static String adminKey() throws IOException {
        return Files.readString(BASE.resolve("target/incontainer/data/admin.key"), StandardCharsets.US_ASCII)
                .strip();
    }
}
