import java.io.IOException;
import java.io.InputStream;
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
 * Frees the space in an H2 file that nothing uses any more, before a server opens it; {@code scripts/run} calls this. A newer
 * H2 compacts a copy, the server's own H2 finds the same in the copy as in the file, and the copy is on the disk before it
 * replaces the file in one step. Whatever fails or is killed before that, the file is as it was.
 */
final class CompactDatabase {
    /** H2's code for a file that another process has open. */
    private static final int ALREADY_OPEN = 90020;

    private static final long MEGABYTE = 1_000_000;
    /** What the server needs to start while the copy is there. */
    private static final long SPARE_BYTES = 64 * MEGABYTE;

    private final Path file;
    private final Path copy;
    private final Driver serverH2;
    private final Driver newerH2;
    private final String options;

    private CompactDatabase(Path file, Path copy, Driver serverH2, Driver newerH2, String options) {
        this.file = file;
        this.copy = copy;
        this.serverH2 = serverH2;
        this.newerH2 = newerH2;
        this.options = options;
    }

    /** @param args the file, a folder on the same file system, the jar of the newer H2, the jar of Payara Micro */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        Path copy = folder.resolve("keys.mv.db");
        try {
            String url = System.getenv("CHATELAINE_H2_URL");
            new CompactDatabase(
                            Path.of(args[0]).toRealPath(),
                            copy,
                            driver(serverJar(Path.of(args[3]), folder)),
                            driver(Path.of(args[2])),
                            url.substring(url.indexOf(';')))
                    .run();
        } catch (SQLException e) {
            // The server's start says that another process has the file open.
            if (e.getErrorCode() != ALREADY_OPEN) {
                report(e);
            }
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            report(e);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder.resolve("keys.mv.db.tempFile"));
        }
    }

    private static void report(Throwable e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        System.out.printf(
                "%nThe database was not compacted and is as it was: %s: %s%n",
                e.getClass().getSimpleName(), message.substring(0, Math.min(message.length(), 300)));
    }

    private void run() throws IOException, SQLException {
        long size = Files.size(file);
        String before;
        try (Connection connection = open(serverH2, file, ";ACCESS_MODE_DATA=r")) {
            if (percentInUse(connection) > 50) {
                return;
            }
            System.out.printf("Compacting the database, %d MB ", size / MEGABYTE);
            startDots();
            before = digest(connection);
        }
        long free = Files.getFileStore(copy.getParent()).getUsableSpace();
        if (free < size + SPARE_BYTES) {
            throw new IOException("a copy needs %d MB of free space, there are %d"
                    .formatted((size + SPARE_BYTES) / MEGABYTE, free / MEGABYTE));
        }
        // The same lock as H2's own. Closing any other channel of this process to the file would release it.
        try (FileChannel original = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (original.tryLock() == null) {
                throw new IOException("another process has opened the file");
            }
            copy(original);
            end(newerH2, "SHUTDOWN COMPACT");
            end(serverH2, "SHUTDOWN"); // it opens the copy for writing, as it will at its start
            try (Connection connection = open(serverH2, copy, ";ACCESS_MODE_DATA=r")) {
                if (!digest(connection).equals(before)) {
                    throw new IOException("the copy does not hold what the file holds");
                }
            }
            takeOverOwner();
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            synchronizeFolder();
        }
        System.out.printf(" now %d MB.%n", (Files.size(file) + MEGABYTE - 1) / MEGABYTE);
    }

    private static void startDots() {
        Thread dots = new Thread(() -> {
            while (true) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    return;
                }
                System.out.print('.');
                System.out.flush();
            }
        });
        dots.setDaemon(true);
        dots.start();
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

    private void end(Driver h2, String statement) throws SQLException {
        try (Connection connection = open(h2, copy, "");
                Statement shutdown = connection.createStatement()) {
            shutdown.execute(statement);
        }
    }

    private void takeOverOwner() throws IOException {
        PosixFileAttributes from = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes now = Files.readAttributes(copy, PosixFileAttributes.class);
        PosixFileAttributeView to = Files.getFileAttributeView(copy, PosixFileAttributeView.class);
        if (!from.owner().equals(now.owner())) {
            to.setOwner(from.owner());
        }
        if (!from.group().equals(now.group())) {
            to.setGroup(from.group());
        }
        to.setPermissions(from.permissions());
    }

    /** Not every system lets a folder be synchronized; then the old file or the new one is there after a power cut. */
    private void synchronizeFolder() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            return;
        }
    }

    private Connection open(Driver h2, Path database, String access) throws SQLException {
        String name = database.toString();
        Properties user = new Properties();
        user.setProperty("user", "sa");
        user.setProperty("password", "sa");
        return h2.connect(
                "jdbc:h2:file:" + name.substring(0, name.length() - ".mv.db".length()) + options + ";IFEXISTS=TRUE"
                        + access,
                user);
    }

    /** H2 tells how much of the file is in chunks, and how much of the chunks is in use. */
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

    /** Of the definition of all tables and of all rows. */
    private static String digest(Connection connection) throws SQLException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        List<String> queries = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION 1"); // no result is held in memory as a whole
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

    private static Driver driver(Path jar) throws MalformedURLException, ReflectiveOperationException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return (Driver) Class.forName("org.h2.Driver", true, loader)
                .getDeclaredConstructor()
                .newInstance();
    }
}
