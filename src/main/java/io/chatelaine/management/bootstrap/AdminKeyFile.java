package io.chatelaine.management.bootstrap;

import io.chatelaine.config.StartupFailure;
import io.chatelaine.key.PlaintextKey;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The one place that an admin key made at the start is written to: a new file that only its owner reads, synced. */
final class AdminKeyFile {
    private static final System.Logger LOG = System.getLogger(AdminKeyFile.class.getName());

    private AdminKeyFile() {}

    /** Returns when key and directory entry are on the disk. */
    static void write(Path file, PlaintextKey key) {
        ByteBuffer text = ByteBuffer.wrap((key.reveal() + '\n').getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = create(file)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
            sync(file.toAbsolutePath().resolveSibling("."));
        } catch (FileAlreadyExistsException e) {
            throw StartupFailure.because("the first admin key is to go to " + file
                    + ", but that file is there already. This database never had an admin key, so that a key in that file"
                    + " opens nothing here. Move it away, or name another in chatelaine.admin.key-file");
        } catch (IOException e) {
            discard(file);
            throw StartupFailure.because("the first admin key cannot be written to " + file + " (" + e
                    + "). Name a file that can be made in chatelaine.admin.key-file");
        }
    }

    /** For a key that is surely not in force: its file would mislead. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The key in {0} is not in force; delete the file", file);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (!isPosix(file)) {
            return FileChannel.open(file, options);
        }
        return FileChannel.open(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Writes the entry of a new file to the disk; Windows refuses to open a directory, and keeps the entry by itself. */
    private static void sync(Path directory) throws IOException {
        if (!isPosix(directory)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
