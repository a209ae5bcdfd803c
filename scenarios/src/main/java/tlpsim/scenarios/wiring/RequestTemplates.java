package tlpsim.scenarios.wiring;

import tlpsim.gen.hint.RequestTemplate;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.TagSource;

/**
 * Makes the request templates of one queue: to the host with the workload's hints and the firmware's tags, to a peer with what the peer's exporter gives out.
 *
 * @param peerTags by peer; null where requests to it carry no hint
 */
record RequestTemplates(
        RequesterFunction function, int queue, boolean flit, int requesterId, boolean ido, PeerTag[] peerTags) {
    private static final TagSource NO_TAG = new TagSource(TagSource.Kind.NONE, 0);
    private static final int HOST = 0;

    /** A write that may pass others where the device says so. */
    RequestTemplate write(int place, Hint hint, TagSource source, boolean relaxed) {
        return make(true, place, hint, source, relaxed, ido);
    }

    /** A write that keeps its place behind all earlier ones. */
    RequestTemplate ordered(int place, Hint hint, TagSource source) {
        return make(true, place, hint, source, false, false);
    }

    RequestTemplate read(int place, Hint hint, TagSource source) {
        return make(false, place, hint, source, false, false);
    }

    RequestTemplate unhintedWrite() {
        return ordered(HOST, Hint.NONE, NO_TAG);
    }

    RequestTemplate unhintedRead() {
        return read(HOST, Hint.NONE, NO_TAG);
    }

    private RequestTemplate make(
            boolean write, int place, Hint hint, TagSource source, boolean relaxed, boolean passesOthers) {
        if (place != HOST) {
            return toPeer(write, peerTags[place - 1], relaxed, passesOthers);
        }
        RequestTemplate.Form form = new RequestTemplate.Form(
                write, flit, requesterId, relaxed, hint.ph(), passesOthers, TagNamespace.FOLLOWS_ENABLE);
        int index = hint == Hint.NONE || source.kind() == TagSource.Kind.NONE ? 0 : function.index(source, queue);
        return new RequestTemplate(form, function.capability(), function.lookup(source), index);
    }

    private RequestTemplate toPeer(boolean write, PeerTag tag, boolean relaxed, boolean passesOthers) {
        if (tag == null) {
            RequestTemplate.Form form = new RequestTemplate.Form(
                    write, flit, requesterId, relaxed, Hint.NONE.ph(), passesOthers, TagNamespace.FOLLOWS_ENABLE);
            return new RequestTemplate(form, function.capability(), function.lookup(NO_TAG), 0);
        }
        TagSource source = new TagSource(TagSource.Kind.FIXED, tag.st());
        RequestTemplate.Form form = new RequestTemplate.Form(
                write,
                flit,
                requesterId,
                relaxed,
                tag.ph().ordinal(),
                passesOthers,
                tag.extended() ? TagNamespace.SIXTEEN_BIT : TagNamespace.EIGHT_BIT);
        return new RequestTemplate(form, function.capability(), function.lookup(source), function.index(source, queue));
    }
}
