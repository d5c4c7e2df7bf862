package io.chatelaine.blackbox;

import io.chatelaine.testing.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A small file system in memory; only root may mount one. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts a disk; aborts the test with a log message if that is not permitted. */
    static SmallDisk mount(String name, int megabytes) {
        Path folder = Server.freshFolder(name);
        try {
            Files.createDirectories(folder);
            String refusal = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
            if (!refusal.isEmpty()) {
                String message = "NOT TESTED ON A FULL DISK: " + refusal + " Run the tests as root.";
                System.getLogger(SmallDisk.class.getName()).log(System.Logger.Level.ERROR, message);
                throw new TestAbortedException(message);
            }
            return new SmallDisk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    /** Fills the disk to the last byte. */
    void fill() {
        byte[] block = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    void free() {
        Folders.delete(folder.resolve("filler"));
    }

    @Override
    public void close() {
        String refusal = run("umount", folder.toString());
        if (!refusal.isEmpty()) {
            throw new IllegalStateException(refusal);
        }
        Folders.delete(folder);
    }

    /** Returns the command's error output; empty on success. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : List.of(command) + ": " + said.strip();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
