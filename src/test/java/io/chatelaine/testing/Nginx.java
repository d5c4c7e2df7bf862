package io.chatelaine.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real nginx on the file of {@code server-config/gateways}, of which nothing is changed but the ports. */
public final class Nginx implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("chatelaine.basedir", "."))
            .toAbsolutePath()
            .normalize();
    private static final String PROGRAM = "/usr/sbin/nginx";

    private final Path folder;
    private final int port;
    private final Process process;

    private Nginx(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** @param chatelaine the port of the one that is asked, and {@code application} that of the one behind */
    public static Nginx start(int chatelaine, int application) {
        return start(chatelaine, application, Map.of());
    }

    /** @param edits what an administrator has changed besides: each text stands in the file once */
    public static Nginx start(int chatelaine, int application, Map<String, String> edits) {
        Needed.program("apt-get install nginx-light", PROGRAM, "-v");
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(ROOT.resolve("target/gateways")), "nginx-");
            int port = Ports.free();
            String conf = Files.readString(ROOT.resolve("server-config/gateways/nginx.conf"));
            conf = replace(conf, "127.0.0.1:8080", "127.0.0.1:" + chatelaine);
            conf = replace(conf, "127.0.0.1:9000", "127.0.0.1:" + application);
            conf = replace(conf, "127.0.0.1:8000", "127.0.0.1:" + port);
            for (Map.Entry<String, String> edit : edits.entrySet()) {
                conf = replace(conf, edit.getKey(), edit.getValue());
            }
            Files.writeString(folder.resolve("nginx.conf"), conf);
            Nginx nginx = new Nginx(folder, port, launch(folder));
            Runtime.getRuntime().addShutdownHook(new Thread(nginx::close));
            nginx.await();
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-p", folder.toString(), "-e"));
        command.addAll(List.of(folder.resolve("error.log").toString(), "-c"));
        command.addAll(List.of(folder.resolve("nginx.conf").toString(), "-g"));
        command.add("daemon off; pid " + folder.resolve("pid") + ';');
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private static String replace(String text, String from, String to) {
        if (text.split(java.util.regex.Pattern.quote(from), -1).length != 2) {
            throw new IllegalStateException(from + " does not stand there once");
        }
        return text.replace(from, to);
    }

    private void await() throws IOException {
        long end = System.nanoTime() + SECONDS.toNanos(30);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("no nginx: " + Files.readString(folder.resolve("out")));
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            Thread.onSpinWait();
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String uri(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** What it complained about. */
    public String errors() {
        try {
            return Files.readString(folder.resolve("error.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, at which it takes its workers along. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, SECONDS)) {
                throw new IllegalStateException("nginx does not stop");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
