package io.chatelaine.api;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The deadline for the whole body of a request. A listener's read timeout does not bound it: it starts again with each
 * byte. At the deadline, the reading thread is interrupted, but only while it reads: an interrupt at any other moment
 * would close the file of the embedded database.
 */
final class BodyDeadline implements AutoCloseable {
    /** Half of the threads that {@code server-config} sets: the others serve requests whose body has arrived. */
    private static final int MOST_WAITING = 96;

    private final Duration time;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final ScheduledThreadPoolExecutor timer;

    BodyDeadline(Duration time) {
        this.time = time;
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "chatelaine-body-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Starts the deadline for the calling thread; the reading is not admitted if 96 others are under way. */
    Reading begin() {
        return new Reading(places.tryAcquire(), Thread.currentThread());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** The reading of one body. */
    final class Reading implements AutoCloseable {
        private final boolean admitted;
        private final Thread reader;
        private final Future<?> end;
        private boolean over;
        private boolean late;

        Reading(boolean admitted, Thread reader) {
            this.admitted = admitted;
            this.reader = reader;
            end = timer.schedule(this::interrupt, admitted ? time.toMillis() : 0, TimeUnit.MILLISECONDS);
        }

        boolean isAdmitted() {
            return admitted;
        }

        private synchronized void interrupt() {
            if (admitted && !over) {
                late = true;
                reader.interrupt();
            }
        }

        synchronized boolean isLate() {
            return late;
        }

        @Override
        public void close() {
            synchronized (this) {
                over = true;
                if (late) {
                    Thread.interrupted();
                }
            }
            end.cancel(false);
            if (admitted) {
                places.release();
            }
        }
    }
}
