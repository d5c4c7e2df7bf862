package io.chatelaine.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a task in several threads at the same moment: all start together. */
public final class AtOnce {
    private AtOnce() {}

    /** The task of one thread. */
    public interface Call<T> {
        /** @param thread number of the thread, from 0 */
        T by(int thread) throws Exception;
    }

    /** Returns the results in the order of the threads. */
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
