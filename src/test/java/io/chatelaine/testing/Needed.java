package io.chatelaine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Checks for programs that a machine may lack: a test that needs one is aborted, and logs why. */
public final class Needed {
    private Needed() {}

    /**
     * Runs a program and returns its output; aborts the test if the program fails or is absent.
     *
     * @param cure the command that installs it on Debian
     */
    public static String program(String cure, String... command) {
        String cause;
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                return output;
            }
            cause = output.strip();
        } catch (IOException e) {
            cause = e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw lacking(List.of(command) + " does not run (" + cause + "). On Debian, " + cure + " helps.");
    }

    private static RuntimeException lacking(String what) {
        String message = "NOT TESTED BEHIND NGINX: " + what;
        if (Boolean.getBoolean("chatelaine.nginx.required")) {
            return new IllegalStateException(message);
        }
        System.getLogger(Needed.class.getName()).log(System.Logger.Level.ERROR, message);
        return new TestAbortedException(message);
    }
}
