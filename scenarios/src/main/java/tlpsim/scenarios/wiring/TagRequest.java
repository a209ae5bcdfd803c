package tlpsim.scenarios.wiring;

import java.util.Optional;
import tlpsim.core.vfio.DmaBuf;

/**
 * Whose tag a driver asks for.
 *
 * @param kind     what names the target
 * @param value    the core, or the raw tag
 * @param extended in the 16-bit namespace
 * @param buffer   of {@link Kind#BUFFER}
 */
record TagRequest(Kind kind, int value, boolean extended, Optional<DmaBuf> buffer) {
    /** What names the target. */
    enum Kind {
        CORE,
        RAW,
        /** Memory of a peer. */
        BUFFER
    }

    static TagRequest core(int core, boolean extended) {
        return new TagRequest(Kind.CORE, core, extended, Optional.empty());
    }

    static TagRequest raw(int tag, boolean extended) {
        return new TagRequest(Kind.RAW, tag, extended, Optional.empty());
    }

    /** @param tag what its exporter gives, which a driver of the kernel sees */
    static TagRequest buffer(DmaBuf buffer, int tag, boolean extended) {
        return new TagRequest(Kind.BUFFER, tag, extended, Optional.of(buffer));
    }
}
