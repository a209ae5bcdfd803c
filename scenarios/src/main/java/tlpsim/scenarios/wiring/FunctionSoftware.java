package tlpsim.scenarios.wiring;

import java.util.List;
import tlpsim.core.rule.OperationReport;
import tlpsim.scenarios.config.TphEnable;

/**
 * Software's side of a function: who enables TPH and brings tags to the device, through which interface. Works on a copy of the registers, which is ahead of the
 * hardware by the operation under way; what an operation writes is kept, so that it reaches the hardware access by access.
 */
interface FunctionSoftware {
    OperationReport enable(TphEnable asked);

    OperationReport disable();

    /** What a tag is known by, for a driver that shares entries; the tag itself where the driver sees it. */
    Written find(TagRequest request);

    /** A tag for a queue's context. */
    Written fetch(int index, TagRequest request);

    /** Writes one entry. */
    Written write(int entry, TagRequest request);

    /** Writes entries, in one call where the interface has such calls; in the order of the wishes. */
    List<Written> writeAll(List<EntryWish> wishes);

    /** Whether {@link #writeAll} takes one call for many entries. */
    boolean takesBatches();

    /** Whether tags are accepted while TPH is off, and written when it is enabled. */
    boolean keepsTagsWhileOff();

    /** The registers as software sees them. */
    TracedFunction function();

    /** An entry and what is wanted there. */
    record EntryWish(int entry, TagRequest request) {}
}
