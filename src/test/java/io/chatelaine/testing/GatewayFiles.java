package io.chatelaine.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/** The files of {@code server-config/gateways} for nginx: the main file of a separate nginx, and its site. */
public record GatewayFiles(String frame, String site) {
    private static final Path SHIPPED = Path.of(System.getProperty("chatelaine.basedir", "."))
            .toAbsolutePath()
            .normalize()
            .resolve("server-config/gateways");

    /** Reads the files as shipped. */
    public static GatewayFiles shipped() throws IOException {
        return new GatewayFiles(
                Files.readString(SHIPPED.resolve("nginx.conf")), Files.readString(SHIPPED.resolve("chatelaine.conf")));
    }

    /** @param from a text that occurs once in the two files together */
    public GatewayFiles edited(String from, String to) {
        if ((frame + site).split(Pattern.quote(from), -1).length != 2) {
            throw new IllegalStateException(from + " does not stand there once");
        }
        return new GatewayFiles(frame.replace(from, to), site.replace(from, to));
    }

    /** Switches on a part, as the head of the file describes. */
    public GatewayFiles with(String part) {
        Pattern mark = Pattern.compile("^( *)#" + part + " ", Pattern.MULTILINE);
        String switched = mark.matcher(site).replaceAll("$1");
        if (switched.equals(site)) {
            throw new IllegalStateException("no part " + part);
        }
        return new GatewayFiles(frame, switched);
    }

    /** Writes both into a new folder that the user of the workers can read. */
    public Path write() throws IOException {
        Path folder = Files.createTempDirectory("chatelaine-nginx-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(folder.resolve("run"));
        Files.createDirectory(folder.resolve("logs"));
        Files.writeString(folder.resolve("nginx.conf"), frame);
        Files.writeString(folder.resolve("chatelaine.conf"), site);
        return folder;
    }
}
