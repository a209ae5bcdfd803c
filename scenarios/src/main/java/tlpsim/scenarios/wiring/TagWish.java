package tlpsim.scenarios.wiring;

import java.util.Optional;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.TagSource;

/**
 * What the tag of a queue shall name for some of its requests.
 *
 * @param source    for the host; for a peer the tag that its exporter gives
 * @param peer      index of the peer, or {@link #HOST}
 * @param namespace of the tag
 * @param buffer    of the peer
 */
record TagWish(TagSource source, int peer, TagNamespace namespace, Optional<DmaBuf> buffer) {
    static final int HOST = -1;

    static TagWish host(TagSource source, TagNamespace namespace) {
        return new TagWish(source, HOST, namespace, Optional.empty());
    }

    boolean sharesIndexWith(TagWish other) {
        return source.equals(other.source) && peer == other.peer;
    }

    TagRequest request(int core, boolean enabledExtended) {
        boolean extended = switch (namespace) {
            case FOLLOWS_ENABLE -> enabledExtended;
            case EIGHT_BIT -> false;
            case SIXTEEN_BIT -> true;
        };
        if (buffer.isPresent()) {
            return TagRequest.buffer(buffer.get(), source.value(), extended);
        }
        return source.kind() == TagSource.Kind.FIXED
                ? TagRequest.raw(source.value(), extended)
                : TagRequest.core(core, extended);
    }
}
