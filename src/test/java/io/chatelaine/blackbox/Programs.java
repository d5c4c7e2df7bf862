package io.chatelaine.blackbox;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.chatelaine.testing.Needed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the examples of the seeds' documents ({@code src/test/clients}) with the real programs. Only host and key are
 * changed; the output that a test checks is added at the end.
 */
final class Programs {
    private static final Path EXAMPLES = Server.ROOT.resolve("src/test/clients");
    private static final Path FOLDER =
            Server.ROOT.resolve("target/clients").toAbsolutePath().normalize();

    private Programs() {}

    static String curl(String example, Map<String, String> changes) {
        Needed.program("apt-get install curl", "curl", "--version");
        return run(List.of("bash", write(example, changes, "")), Map.of());
    }

    static String python(String example, Map<String, String> changes, String rest, Map<String, String> environment) {
        Needed.program("apt-get install python3-requests", "python3", "-c", "import requests");
        return run(List.of("python3", write(example, changes, rest)), environment);
    }

    static String node(String example, Map<String, String> changes, String rest, Map<String, String> environment) {
        Needed.program("apt-get install nodejs", "node", "--version");
        return run(List.of("node", write(example, changes, rest)), environment);
    }

    /** Installs the packages of {@code package-lock.json}. */
    static void install() {
        Needed.program("apt-get install npm", "npm", "--version");
        try {
            Files.createDirectories(FOLDER);
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.writeString(FOLDER.resolve(file), Files.readString(EXAMPLES.resolve(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
    }

    private static String write(String example, Map<String, String> changes, String rest) {
        try {
            String text = Files.readString(EXAMPLES.resolve(example));
            for (Map.Entry<String, String> change : changes.entrySet()) {
                if (!text.contains(change.getKey())) {
                    throw new IllegalStateException(example + " has no " + change.getKey());
                }
                text = text.replace(change.getKey(), change.getValue());
            }
            Files.createDirectories(FOLDER);
            return Files.writeString(FOLDER.resolve(example), text + rest).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the program's output; fails if the program fails. */
    private static String run(List<String> command, Map<String, String> environment) {
        try {
            Path errors = Files.createTempFile(FOLDER, "errors-", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(FOLDER.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("NO_PROXY", "127.0.0.1");
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + printed + Files.readString(errors));
            }
            Files.delete(errors);
            return printed.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
