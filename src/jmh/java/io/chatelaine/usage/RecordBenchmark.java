package io.chatelaine.usage;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What counting a use costs a request, alone and where many use one key at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {
    private final UsageRecorder recorder = new UsageRecorder();

    @Benchmark
    public void accepted() {
        recorder.accepted("key_ysh1eiCYD5QmtFIaGLOjL1", "192.0.2.1", "curl/8.5.0");
    }

    @Benchmark
    @Threads(8)
    public void acceptedByEight() {
        recorder.accepted("key_ysh1eiCYD5QmtFIaGLOjL1", "192.0.2.1", "curl/8.5.0");
    }
}
