import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipFile;

/**
 * Frees unused space in an H2 file before a server opens it; {@code scripts/run} calls it. A newer H2 compacts a copy.
 * The server's own H2 checks that the result has the content of the file. The result is on the disk before it replaces
 * the file in one step. After a failure or a kill before that step, the file is unchanged.
 */
final class CompactDatabase {
    /** H2's code for a file that another process has open. */
    private static final int ALREADY_OPEN = 90020;

    private static final long MEGABYTE = 1_000_000;
    /** Free space that the server needs to start beside the copy. */
    private static final long SPARE_BYTES = 64 * MEGABYTE;

    private final Path file;
    private final Path copy;
    private final Path result;
    private final Driver serverH2;
    private final Path newerH2;
    private final String options;
    private final Thread dots = new Thread(CompactDatabase::printDots);

    private CompactDatabase(Path file, Path folder, Driver serverH2, Path newerH2, String options) {
        this.file = file;
        this.copy = folder.resolve("copy.mv.db");
        this.result = folder.resolve("result.mv.db");
        this.serverH2 = serverH2;
        this.newerH2 = newerH2;
        this.options = options;
        dots.setDaemon(true);
    }

    /** @param args the file, a folder on the same file system, the jar of the newer H2, the jar of Payara Micro */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        String url = System.getenv("CHATELAINE_H2_URL");
        CompactDatabase compaction;
        try {
            compaction = new CompactDatabase(
                    Path.of(args[0]).toRealPath(),
                    folder,
                    (Driver) load(serverJar(Path.of(args[3]), folder), "org.h2.Driver")
                            .getDeclaredConstructor()
                            .newInstance(),
                    Path.of(args[2]),
                    url.substring(url.indexOf(';')));
        } catch (IOException | ReflectiveOperationException e) {
            System.out.printf("The database was not compacted: %s%n", e);
            return;
        }
        try {
            compaction.run();
        } catch (SQLException e) {
            // If another process has the file open, the start of the server reports it.
            if (e.getErrorCode() != ALREADY_OPEN) {
                compaction.report(e);
            }
        } catch (InvocationTargetException e) {
            compaction.report(e.getCause());
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            compaction.report(e);
        } finally {
            Files.deleteIfExists(compaction.copy);
            Files.deleteIfExists(compaction.result);
        }
    }

    private void report(Throwable e) {
        stopDots();
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        System.out.printf(
                "%nThe database was not compacted and is as it was: %s: %s%n",
                e.getClass().getSimpleName(), message.substring(0, Math.min(message.length(), 300)));
    }

    private void run() throws IOException, SQLException, ReflectiveOperationException {
        long size = Files.size(file);
        String before;
        try (Connection connection = open(file, ";ACCESS_MODE_DATA=r")) {
            if (percentInUse(connection) > 50) {
                return;
            }
            System.out.printf("Compacting the database, %d MB ", size / MEGABYTE);
            dots.start();
            before = digest(connection);
        }
        long free = Files.getFileStore(copy.getParent()).getUsableSpace();
        long needed = size + size / 2 + SPARE_BYTES;
        if (free < needed) {
            throw new IOException("a copy needs %d MB of free space, the disk has %d MB"
                    .formatted(needed / MEGABYTE, free / MEGABYTE));
        }
        // H2 uses the same lock. Closing any other channel of this process to the file would release it.
        try (FileChannel original = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (original.tryLock() == null) {
                throw new IOException("another process has opened the file");
            }
            copy(original);
            // SHUTDOWN COMPACT corrupts a file that was written less than a minute ago.
            shutDown(copy);
            load(newerH2, "org.h2.mvstore.MVStoreTool")
                    .getMethod("compact", String.class, String.class, boolean.class)
                    .invoke(null, copy.toString(), result.toString(), true);
            shutDown(result); // opens it for writing like the server
            try (Connection connection = open(result, ";ACCESS_MODE_DATA=r")) {
                if (!digest(connection).equals(before)) {
                    throw new IOException("the content of the copy differs from the file");
                }
            }
            takeOverOwner();
            try (FileChannel channel = FileChannel.open(result, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(result, file, StandardCopyOption.ATOMIC_MOVE);
            synchronizeFolder();
        }
        stopDots();
        System.out.printf(" now %d MB.%n", (Files.size(file) + MEGABYTE - 1) / MEGABYTE);
    }

    /** Prints a dot a second until it is interrupted. */
    private static void printDots() {
        try {
            while (true) {
                Thread.sleep(1000);
                System.out.print('.');
                System.out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopDots() {
        dots.interrupt();
        try {
            dots.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(FileChannel original) throws IOException {
        try (FileChannel target =
                FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = original.size();
            long done = 0;
            while (done < size) {
                done += original.transferTo(done, size - done, target);
            }
        }
    }

    private void shutDown(Path database) throws SQLException {
        try (Connection connection = open(database, "");
                Statement shutdown = connection.createStatement()) {
            shutdown.execute("SHUTDOWN");
        }
    }

    private void takeOverOwner() throws IOException {
        PosixFileAttributes from = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes now = Files.readAttributes(result, PosixFileAttributes.class);
        PosixFileAttributeView to = Files.getFileAttributeView(result, PosixFileAttributeView.class);
        if (!from.owner().equals(now.owner())) {
            to.setOwner(from.owner());
        }
        if (!from.group().equals(now.group())) {
            to.setGroup(from.group());
        }
        to.setPermissions(from.permissions());
    }

    /** Writes the rename to the disk. Without it (not every system can), a power cut leaves the old or the new file. */
    private void synchronizeFolder() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            return;
        }
    }

    private Connection open(Path database, String access) throws SQLException {
        String name = database.toString();
        Properties user = new Properties();
        user.setProperty("user", "sa");
        user.setProperty("password", "sa");
        return serverH2.connect(
                "jdbc:h2:file:" + name.substring(0, name.length() - ".mv.db".length()) + options + ";IFEXISTS=TRUE"
                        + access,
                user);
    }

    /** Returns the product of H2's two rates: chunks in the file, and used space in the chunks. */
    private static int percentInUse(Connection connection) throws SQLException {
        int percent = 100;
        try (Statement statement = connection.createStatement();
                ResultSet rates = statement.executeQuery("SELECT setting_value FROM information_schema.settings"
                        + " WHERE setting_name IN ('info.FILL_RATE', 'info.CHUNKS_FILL_RATE')")) {
            while (rates.next()) {
                percent = percent * rates.getInt(1) / 100;
            }
        }
        return percent;
    }

    /** Returns the digest of the definitions of all tables and of all rows. */
    private static String digest(Connection connection) throws SQLException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        List<String> queries = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION 1"); // keeps no whole result in memory
            queries.add("SCRIPT NODATA NOSETTINGS");
            try (ResultSet tables = statement.executeQuery("SELECT table_schema, table_name FROM"
                    + " information_schema.tables WHERE table_type = 'BASE TABLE'"
                    + " AND LOWER(table_schema) <> 'information_schema' ORDER BY 1, 2")) {
                while (tables.next()) {
                    queries.add("SELECT * FROM " + quoted(tables.getString(1)) + '.' + quoted(tables.getString(2)));
                }
            }
            for (String query : queries) {
                add(digest, query.getBytes(StandardCharsets.UTF_8));
                try (ResultSet rows = statement.executeQuery(query)) {
                    addRows(digest, rows);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void addRows(MessageDigest digest, ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                byte[] value;
                switch (columns.getColumnType(column)) {
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                        value = rows.getBytes(column);
                    default -> {
                        String text = rows.getString(column);
                        value = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
                    }
                }
                add(digest, value);
            }
        }
    }

    private static void add(MessageDigest digest, byte[] value) {
        int length = value == null ? -1 : value.length;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            digest.update((byte) (length >> shift));
        }
        if (value != null) {
            digest.update(value);
        }
    }

    private static Path serverJar(Path payaraMicro, Path folder) throws IOException {
        Path jar = folder.resolve("h2.jar");
        try (ZipFile micro = new ZipFile(payaraMicro.toFile());
                InputStream in = micro.getInputStream(micro.getEntry("MICRO-INF/runtime/h2.jar"))) {
            Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static Class<?> load(Path jar, String name) throws MalformedURLException, ClassNotFoundException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return Class.forName(name, true, loader);
    }
}
