package io.chatelaine.management.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.config.StartupFailure;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.PlaintextKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminKeyFileTest {
    private static final PlaintextKey KEY =
            new KeyFormat("ck", Alphabet.BASE62, 36, true).generate(Environment.LIVE, new SecureRandom());

    @TempDir
    Path directory;

    @Test
    void onlyTheOwnerReadsTheFile() throws IOException {
        Path file = directory.resolve("admin.key");
        AdminKeyFile.write(file, KEY);
        assertThat(file).hasContent(KEY.reveal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** Uses the file system of an archive. Like on Windows, it has no POSIX permissions and cannot open a directory. */
    @Test
    void directoryThatCannotBeOpenedIsNotSynced() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(directory.resolve("files.zip"), Map.of("create", "true"))) {
            Path file = archive.getPath("/admin.key");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> FileChannel.open(archive.getPath("/"), StandardOpenOption.READ));
            AdminKeyFile.write(file, KEY);
            assertThat(file).hasContent(KEY.reveal());
        }
    }

    @Test
    void fileThatIsThereIsLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("admin.key"), "another");
        assertThatExceptionOfType(StartupFailure.class)
                .isThrownBy(() -> AdminKeyFile.write(file, KEY))
                .withMessageContaining("is there already");
        assertThat(file).hasContent("another");
    }
}
