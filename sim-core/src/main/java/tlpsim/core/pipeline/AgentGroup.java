package tlpsim.core.pipeline;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs agents together, one segment of simulated time after another, on one, two or three threads.
 *
 * <p>Guarantees: {@link #runUntil} returns when every agent is done with the segment, has taken what the others sent it, and everything the agents wrote
 * is visible to the caller; an agent that is done goes on to be called until all are, so that none waits for room in a ring that nobody empties; if an agent fails, all waits end, and {@link #runUntil} throws the first cause; {@link #close} ends all threads within bounded time.
 */
public final class AgentGroup implements AutoCloseable {
    private static final long STALL_NANOS = 20_000_000_000L;
    private static final int IDLE_CHECK_MASK = 0xFFF;
    private static final int SPINS_BEFORE_YIELD = 100;

    private final List<SimulationAgent> all;
    private final SimulationAgent[] mine;
    private final Worker[] workers;
    private final long stallNanos;
    /** Threads whose agents are not all done with the segment. */
    private final AtomicInteger unfinished = new AtomicInteger();

    private volatile Throwable failure;
    private volatile boolean interrupted;

    /**
     * @param source   on the calling thread in every threading
     * @param memory   on a thread of its own unless inline
     * @param recorder with memory unless spread
     */
    public AgentGroup(Threading threading, SimulationAgent source, SimulationAgent memory, SimulationAgent recorder) {
        this(threading, source, memory, recorder, STALL_NANOS);
    }

    /** @param stallNanos wall time without progress after which a thread gives up */
    AgentGroup(
            Threading threading,
            SimulationAgent source,
            SimulationAgent memory,
            SimulationAgent recorder,
            long stallNanos) {
        this.stallNanos = stallNanos;
        all = List.of(source, memory, recorder);
        mine = threading == Threading.INLINE
                ? new SimulationAgent[] {source, memory, recorder}
                : new SimulationAgent[] {source};
        workers = switch (threading) {
            case INLINE -> new Worker[0];
            case PIPELINED -> new Worker[] {new Worker("memory", memory, recorder)};
            case SPREAD -> new Worker[] {new Worker("memory", memory), new Worker("recorder", recorder)};
        };
        for (Worker worker : workers) {
            worker.thread.start();
        }
    }

    /** Executes all events before {@code endPs}. */
    public void runUntil(long endPs) {
        for (SimulationAgent agent : all) {
            agent.allowUntil(endPs);
        }
        unfinished.set(1 + workers.length);
        for (Worker worker : workers) {
            worker.begin();
        }
        try {
            work(mine);
        } catch (RuntimeException | Error cause) {
            fail(cause);
        }
        for (Worker worker : workers) {
            worker.awaitEnd();
        }
        Throwable cause = failure;
        if (cause != null) {
            throw new SimulationFailedException(cause);
        }
    }

    /** Makes a running {@link #runUntil} end soon with an {@link InterruptedRunException}. Any thread. */
    public void interrupt() {
        interrupted = true;
    }

    private void fail(Throwable cause) {
        synchronized (this) {
            if (failure == null) {
                failure = cause;
            }
        }
    }

    private void work(SimulationAgent[] agents) {
        int idle = 0;
        long idleSinceNanos = 0;
        boolean counted = false;
        while (true) {
            // Read before the agents work: what other threads sent before they were done is then there to be taken.
            boolean allFinished = unfinished.get() == 0;
            int done = 0;
            boolean finished = true;
            for (SimulationAgent agent : agents) {
                done += agent.doWork();
                finished &= agent.isDone();
            }
            if (finished && !counted) {
                counted = true;
                unfinished.decrementAndGet();
            }
            if (allFinished && finished && done == 0 || failure != null) {
                return;
            }
            if (interrupted) {
                throw new InterruptedRunException();
            }
            if (done > 0) {
                idle = 0;
                continue;
            }
            idle++;
            if (idle < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
            if (idle == 1) {
                idleSinceNanos = System.nanoTime();
            } else if ((idle & IDLE_CHECK_MASK) == 0 && !finished && System.nanoTime() - idleSinceNanos > stallNanos) {
                throw new StalledException(describeAll());
            }
        }
    }

    private String describeAll() {
        StringBuilder text = new StringBuilder();
        for (SimulationAgent agent : all) {
            text.append(agent.roleName()).append(":\n");
            agent.describe(text);
        }
        return text.toString();
    }

    @Override
    public void close() {
        for (Worker worker : workers) {
            worker.end();
        }
    }

    /** One thread; it parks between segments and spins, then yields, within one. */
    private final class Worker implements Runnable {
        private final SimulationAgent[] agents;
        private final Thread thread;
        private boolean running;
        private boolean ended;

        Worker(String name, SimulationAgent... agents) {
            this.agents = agents;
            thread = new Thread(this, "tlpsim-" + name);
            thread.setDaemon(true);
        }

        synchronized void begin() {
            running = true;
            notifyAll();
        }

        synchronized void awaitEnd() {
            while (running) {
                try {
                    wait();
                } catch (InterruptedException stop) {
                    interrupted = true;
                }
            }
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        private synchronized boolean awaitBegin() throws InterruptedException {
            while (!running && !ended) {
                wait();
            }
            return !ended;
        }

        private synchronized void segmentDone() {
            running = false;
            notifyAll();
        }

        @Override
        public void run() {
            try {
                while (awaitBegin()) {
                    try {
                        work(agents);
                    } catch (RuntimeException | Error cause) {
                        fail(cause);
                    }
                    segmentDone();
                }
            } catch (InterruptedException stop) {
                fail(stop);
                segmentDone();
            }
        }
    }
}
