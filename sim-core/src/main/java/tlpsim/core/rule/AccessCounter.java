package tlpsim.core.rule;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the accesses that software makes on behalf of one function. Any thread may count. */
public final class AccessCounter {
    private final AtomicInteger configReads = new AtomicInteger();
    private final AtomicInteger configWrites = new AtomicInteger();
    private final AtomicInteger mmioReads = new AtomicInteger();
    private final AtomicInteger mmioWrites = new AtomicInteger();
    private final AtomicInteger dsmEvaluations = new AtomicInteger();

    public void configRead() {
        configReads.incrementAndGet();
    }

    public void configWrite() {
        configWrites.incrementAndGet();
    }

    public void mmioRead() {
        mmioReads.incrementAndGet();
    }

    public void mmioWrite() {
        mmioWrites.incrementAndGet();
    }

    public void dsmEvaluation() {
        dsmEvaluations.incrementAndGet();
    }

    /** All accesses so far. */
    public AccessCount total() {
        return new AccessCount(
                configReads.get(), configWrites.get(), mmioReads.get(), mmioWrites.get(), dsmEvaluations.get());
    }
}
