package tlpsim.scenarios.wiring;

import tlpsim.core.rule.OperationReport;

/**
 * What one call of software in mid-run came to.
 *
 * @param device       its id
 * @param cause        what made software call, in words
 * @param report       what the kernel said, with the accesses that it took
 * @param startPs      from the start of the measured window
 * @param endPs        when the call returned
 * @param withoutTphPs of that, the time in which the function sent no TPH because an entry was being written
 */
public record ControlOutcome(
        String device, String cause, OperationReport report, long startPs, long endPs, long withoutTphPs) {
    /** What causes of calls about a peer's dma-buf begin with. */
    static final String DMA_BUF = "dma-buf of ";
    /** The operation, or its end, of a tag that goes to a queue context. */
    static final String QUEUE_CONTEXT = "queue context";

    /** Whether software called the kernel: not where it only wrote a tag that it had to a queue context. */
    public boolean isCall() {
        return !report.operation().equals(QUEUE_CONTEXT);
    }

    /** Whether a queue context was rewritten. */
    public boolean isQueueContext() {
        return report.operation().endsWith(QUEUE_CONTEXT);
    }

    /** Whether it is about a peer's dma-buf: what an importer has, or asks for. */
    public boolean isOfDmaBuf() {
        return cause.startsWith(DMA_BUF);
    }
}
