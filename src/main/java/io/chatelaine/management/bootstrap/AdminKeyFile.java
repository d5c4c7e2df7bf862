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

/** File for an admin key issued at startup: new, synced, and readable by its owner only. */
final class AdminKeyFile {
    private static final System.Logger LOG = System.getLogger(AdminKeyFile.class.getName());

    private AdminKeyFile() {}

    /** Writes the key. Returns when the file and its directory entry are on the disk. */
    static void write(Path file, PlaintextKey key) {
        ByteBuffer text = ByteBuffer.wrap((key.reveal() + '\n').getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = create(file)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
            sync(file.toAbsolutePath().resolveSibling("."));
        } catch (FileAlreadyExistsException e) {
            throw StartupFailure.because("the first admin key cannot be written to " + file
                    + ": that file is there already. This database never had an admin key, so a key in that file is not"
                    + " valid here. Move the file away, or set chatelaine.admin.key-file to another path");
        } catch (IOException e) {
            discard(file);
            throw StartupFailure.because("the first admin key cannot be written to " + file + " (" + e
                    + "). Set chatelaine.admin.key-file to a path where the server can create a file");
        }
    }

    /** Deletes the file of a key that is not valid, because it would mislead. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The admin key in {0} is not valid: delete the file", file);
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

    /** Syncs the directory entry of a new file. Windows cannot open a directory, and stores the entry by itself. */
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
