package tlpsim.scenarios.wiring;

import tlpsim.gen.hint.RequestTemplate;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.TagSource;

/**
 * Makes the request templates of one queue: to the host with the workload's hints and the firmware's tags, to a peer with what the peer's exporter gives out.
 *
 * @param translated the AT field is 10b, but for interrupts
 * @param peerTags   by peer; null where requests to it carry no hint
 */
record RequestTemplates(
        RequesterFunction function,
        int queue,
        boolean flit,
        int requesterId,
        boolean ido,
        boolean translated,
        PeerTag[] peerTags) {
    private static final TagSource NO_TAG = new TagSource(TagSource.Kind.NONE, 0);
    private static final int HOST = 0;

    /** A write that may pass others where the device says so. */
    RequestTemplate write(int place, Hint hint, TagSource source, boolean relaxed) {
        return make(new Kind(true, relaxed, ido, translated), place, hint, source);
    }

    /** A write that keeps its place behind all earlier ones. */
    RequestTemplate ordered(int place, Hint hint, TagSource source) {
        return make(new Kind(true, false, false, translated), place, hint, source);
    }

    RequestTemplate read(int place, Hint hint, TagSource source) {
        return make(new Kind(false, false, false, translated), place, hint, source);
    }

    /** Goes to the address that software wrote, which is not translated. */
    RequestTemplate interrupt() {
        return make(new Kind(true, false, false, false), HOST, Hint.NONE, NO_TAG);
    }

    RequestTemplate unhintedRead() {
        return read(HOST, Hint.NONE, NO_TAG);
    }

    /** What the header says apart from hints. */
    private record Kind(boolean write, boolean relaxed, boolean passesOthers, boolean translated) {}

    private RequestTemplate make(Kind kind, int place, Hint hint, TagSource source) {
        if (place != HOST) {
            return toPeer(kind, peerTags[place - 1]);
        }
        int index = hint == Hint.NONE || source.kind() == TagSource.Kind.NONE ? 0 : function.index(source, queue);
        return new RequestTemplate(
                form(kind, hint.ph(), TagNamespace.FOLLOWS_ENABLE),
                function.capability(),
                function.lookup(source),
                index);
    }

    private RequestTemplate toPeer(Kind kind, PeerTag tag) {
        if (tag == null) {
            return new RequestTemplate(
                    form(kind, Hint.NONE.ph(), TagNamespace.FOLLOWS_ENABLE),
                    function.capability(),
                    function.lookup(NO_TAG),
                    0);
        }
        TagSource source = new TagSource(TagSource.Kind.FIXED, tag.st());
        TagNamespace namespace = tag.extended() ? TagNamespace.SIXTEEN_BIT : TagNamespace.EIGHT_BIT;
        return new RequestTemplate(
                form(kind, tag.ph().ordinal(), namespace),
                function.capability(),
                function.lookup(source),
                function.index(source, queue));
    }

    private RequestTemplate.Form form(Kind kind, int ph, TagNamespace namespace) {
        return new RequestTemplate.Form(
                kind.write(),
                flit,
                requesterId,
                kind.relaxed(),
                ph,
                kind.passesOthers(),
                namespace,
                kind.translated());
    }
}
