package io.chatelaine.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that all do something at the same moment: none begins before all are there. */
public final class AtOnce {
    private AtOnce() {}

    /** What one thread does. */
    public interface Call<T> {
        /** @param thread its number, from 0 on */
        T by(int thread) throws Exception;
    }

    /** What each thread's call gave, in their order. */
    public static <T> List<T> atOnce(int threads, Call<T> call) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                calls.add(pool.submit(() -> {
                    barrier.await();
                    return call.by(thread);
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : calls) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
