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
 * @param hostNamespace of tags for the host
 * @param peerTags   by peer; null where requests to it carry no hint
 * @param mayChange  by peer: it takes its tag back in mid-run
 */
record RequestTemplates(
        RequesterFunction function,
        int queue,
        boolean flit,
        int requesterId,
        boolean ido,
        boolean translated,
        TagNamespace hostNamespace,
        PeerTag[] peerTags,
        boolean[] mayChange) {
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
            return toPeer(kind, place - 1);
        }
        int index = hint == Hint.NONE || source.kind() == TagSource.Kind.NONE
                ? 0
                : function.index(TagWish.host(source, hostNamespace), queue);
        return new RequestTemplate(
                form(kind, hint.ph(), hostNamespace),
                function.registers().capability(),
                function.registers().lookup(source),
                index);
    }

    private RequestTemplate toPeer(Kind kind, int peer) {
        PeerTag tag = peerTags[peer];
        if (mayChange[peer]) {
            return changing(kind, peer, tag);
        }
        if (tag == null) {
            return new RequestTemplate(
                    form(kind, Hint.NONE.ph(), TagNamespace.FOLLOWS_ENABLE),
                    function.registers().capability(),
                    function.registers().lookup(NO_TAG),
                    0);
        }
        boolean tagged = tag.st() != PeerTag.WITHOUT_TAG;
        TagSource source = tagged ? new TagSource(TagSource.Kind.FIXED, tag.st()) : NO_TAG;
        TagNamespace namespace = tag.extended() ? TagNamespace.SIXTEEN_BIT : TagNamespace.EIGHT_BIT;
        TagWish wish = new TagWish(source, peer, namespace, function.imports().map(imports -> imports.buffer(peer)));
        int index = tagged ? function.index(wish, queue) : 0;
        RequestTemplate template = new RequestTemplate(
                form(kind, tag.ph().ordinal(), namespace),
                function.registers().capability(),
                function.registers().lookup(source),
                index);
        if (tagged) {
            function.peerHints().add(peer, queue, index, template);
        } else {
            template.owesNoTag();
        }
        return template;
    }

    /** To a peer that takes its tag back: what is there now, and room for what comes. */
    private RequestTemplate changing(Kind kind, int peer, PeerTag tag) {
        TagWish wish = PeerHints.wish(function, peer, tag);
        int index = tag == null ? function.reserve(wish, queue) : function.index(wish, queue);
        RequestTemplate template = new RequestTemplate(
                tag == null
                        ? form(kind, Hint.NONE.ph(), TagNamespace.FOLLOWS_ENABLE)
                        : form(kind, tag.ph().ordinal(), wish.namespace()),
                function.registers().capability(),
                function.registers().lookup(wish.source()),
                index);
        function.peerHints().add(peer, queue, index, template);
        return template;
    }

    private RequestTemplate.Form form(Kind kind, int ph, TagNamespace namespace) {
        return new RequestTemplate.Form(
                kind.write(), flit, requesterId, kind.relaxed(), ph, kind.passesOthers(), namespace, kind.translated());
    }
}
