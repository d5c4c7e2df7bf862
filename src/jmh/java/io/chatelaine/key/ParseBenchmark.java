package io.chatelaine.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to make a look-up's hash of a text that a client sent, beside the digest alone, which nobody can do
 * without.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {
    private static final KeyFormat FORMAT = new KeyFormat("ck", Alphabet.BASE62, 36, true);

    private final List<KeyFormat> formats = List.of(FORMAT);
    private final String text =
            FORMAT.generate(Environment.LIVE, new SecureRandom()).reveal();
    private final byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public byte[] bareDigest() {
        return digest.digest(ascii);
    }

    @Benchmark
    public byte[] bareDigestNew() {
        return sha256().digest(ascii);
    }

    @Benchmark
    public KeyHash parseChecksumHash() {
        return Objects.requireNonNull(PlaintextKey.parse(text, formats)).hash();
    }
}
