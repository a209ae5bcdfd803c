package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.rule.UapiRule;
import tlpsim.gen.hint.RequestTemplate;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.TagSource;

/** The contexts of a function's queues for requests to peers: namespace and PH of what they carry. The tags themselves are where the driver keeps tags. */
final class PeerHints {
    private static final int PEER_MASK = 0xFF;
    private static final int PH_SHIFT = 8;
    private static final int PH_MASK = 0xFF;
    private static final int EXTENDED = 1 << 16;

    private final List<Context> contexts = new ArrayList<>();

    private record Context(int peer, int queue, int index, RequestTemplate template) {}

    /** What a tag at an index is to name; without a tag, nothing. */
    static TagWish wish(RequesterFunction function, int peer, PeerTag tag) {
        boolean tagged = tag != null && tag.st() != PeerTag.WITHOUT_TAG;
        TagSource source = new TagSource(TagSource.Kind.FIXED, tagged ? tag.st() : 0);
        TagNamespace namespace = tag != null && tag.extended() ? TagNamespace.SIXTEEN_BIT : TagNamespace.EIGHT_BIT;
        return new TagWish(source, peer, namespace, function.imports().map(imports -> imports.buffer(peer)));
    }

    void add(int peer, int queue, int index, RequestTemplate template) {
        contexts.add(new Context(peer, queue, index, template));
    }

    /** The tag at an index was refused: its requests owe none, and where the call was to bring the PH too they carry no hint. */
    void refused(int index, Written written) {
        for (Context context : contexts) {
            if (context.index() == index && isWithoutPh(written)) {
                context.template().carry(RequestTemplate.NO_HINT, TagNamespace.FOLLOWS_ENABLE);
            } else if (context.index() == index) {
                context.template().owesNoTag();
            }
        }
    }

    /** Rule 20: the call fails where the tag can neither be shown nor placed, and a call that fails returns nothing. */
    static boolean isWithoutPh(Written written) {
        return !written.ok() && written.report().met(UapiRule.WITHHELD_STILL_PLACED);
    }

    /** Indices of a queue's tags for a peer, each once. */
    List<Integer> indexes(int peer, int queue) {
        return contexts.stream()
                .filter(context -> context.peer() == peer && context.queue() == queue)
                .map(Context::index)
                .distinct()
                .toList();
    }

    /** As the value of a step. */
    static long encode(int peer, Optional<PeerTag> tag) {
        return peer
                | tag.map(given -> given.ph().ordinal() + 1 << PH_SHIFT | (given.extended() ? EXTENDED : 0))
                        .orElse(0);
    }

    /** A step reaches the queue's contexts. */
    void apply(int queue, long value) {
        int ph = (int) (value >>> PH_SHIFT & PH_MASK) - 1;
        TagNamespace namespace = (value & EXTENDED) != 0 ? TagNamespace.SIXTEEN_BIT : TagNamespace.EIGHT_BIT;
        for (Context context : contexts) {
            if (context.queue() == queue && context.peer() == (value & PEER_MASK)) {
                context.template().carry(ph, namespace);
            }
        }
    }
}
