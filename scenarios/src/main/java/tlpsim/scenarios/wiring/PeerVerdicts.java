package tlpsim.scenarios.wiring;

import java.util.Optional;
import tlpsim.core.rule.AppliedRule;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TargetNamespace;
import tlpsim.scenarios.config.TphEnable;

/** What the queues of a function are granted towards one peer. */
final class PeerVerdicts {
    private static final String NO_HINT = "no hint";

    private final ScenarioConfig scenario;
    private final RequesterFunction function;
    private final TagVerdicts tags;
    private final Target target;
    private final PeerImports.Answer answer;

    /** @param index of the peer */
    record Target(int index, EndpointConfig peer, TargetNamespace namespace) {
        String id() {
            return peer.id();
        }
    }

    PeerVerdicts(ScenarioConfig scenario, RequesterFunction function, RootPortConfig rootPort, Target target) {
        this.scenario = scenario;
        this.function = function;
        this.tags = new TagVerdicts(scenario, function, rootPort);
        this.target = target;
        this.answer = function.imports()
                .orElseThrow()
                .ask(target.index(), scenario.tph().enable(), target.namespace());
    }

    FlowGrant.Verdict of(int queue) {
        if (function.granted() == TphEnable.OFF) {
            return off();
        }
        if (answer.tag().isEmpty()) {
            return refused();
        }
        Optional<TagVerdicts.Missing> missing = missing(queue);
        if (missing.isPresent()) {
            return new FlowGrant.Verdict(
                    words(),
                    missing.get().form().equals(NO_HINT)
                            ? NO_HINT
                            : "PH " + missing.get().form(),
                    missing.get().rule(),
                    missing.get().errno(),
                    missing.get().why(),
                    false);
        }
        return tagged(answer.tag().get());
    }

    /** The hint that a queue's requests carry; empty where they carry none. */
    Optional<PeerTag> tag(int queue) {
        if (function.granted() == TphEnable.OFF || answer.tag().isEmpty()) {
            return Optional.empty();
        }
        Optional<TagVerdicts.Missing> missing = missing(queue);
        if (missing.isEmpty()) {
            return answer.tag();
        }
        return missing.get().form().equals(NO_HINT)
                ? Optional.empty()
                : answer.tag().map(tag -> new PeerTag(tag.extended(), PeerTag.WITHOUT_TAG, tag.ph()));
    }

    private Optional<TagVerdicts.Missing> missing(int queue) {
        Optional<TagVerdicts.Missing> own = tags.missing(queue, target.index());
        return own.filter(missing -> missing.form().equals(NO_HINT))
                .or(tags::withoutSt)
                .or(() -> own);
    }

    private boolean isWide() {
        return scenario.tph().enable() == TphEnable.EXTENDED;
    }

    private String words() {
        if (scenario.tph().enable() == TphEnable.OFF) {
            return "a tag with TPH off";
        }
        String both = target.namespace() == TargetNamespace.EITHER ? "16-bit, else 8-bit" : "16-bit";
        return isWide() ? both : "8-bit";
    }

    private FlowGrant.Verdict off() {
        Optional<OperationReport> enabling = function.registers().enabling();
        Optional<AppliedRule> refused = enabling.map(TagVerdicts::decisive);
        boolean gate = refused.map(
                        rule -> rule.rule() == KernelRule.ENABLE_COMPLETER || rule.rule() == UapiRule.ROOT_PORT_GATE)
                .orElse(false);
        ControlRule rule =
                gate ? UapiRule.ROOT_PORT_GATE : refused.map(AppliedRule::rule).orElse(DmaBufRule.IMPORT_ENABLED);
        Errno errno =
                enabling.map(OperationReport::errno).orElse(answer.report().errno());
        return new FlowGrant.Verdict(
                words(),
                NO_HINT,
                rule.id(),
                errno.returned(),
                refused.map(tags::refusal).orElse("TPH is off"),
                scenario.tph().enable() == TphEnable.OFF);
    }

    private FlowGrant.Verdict refused() {
        boolean exports = target.peer().peer().dmaBuf().isPresent();
        String bits = function.granted() == TphEnable.EXTENDED ? "16-bit" : "8-bit";
        AppliedRule rule = TagVerdicts.decisive(answer.report());
        String why = target.id() + (exports ? " exports no " + bits + " tag" : " exports no tag");
        boolean usual = rule.rule() == DmaBufRule.GET_NAMESPACE || rule.rule() == UapiRule.NO_GET_TPH;
        return new FlowGrant.Verdict(
                words(),
                NO_HINT,
                rule.rule().id(),
                answer.report().errno().returned(),
                usual ? why : rule.detail(),
                false);
    }

    private FlowGrant.Verdict tagged(PeerTag tag) {
        if (tag.st() == PeerTag.WITHOUT_TAG) {
            return new FlowGrant.Verdict(
                    words(),
                    "PH without a tag",
                    UapiRule.REJECTED_DESIGNS.id(),
                    "0",
                    "its PH is valid by itself, so the other namespace is not asked, as a rejected design has it",
                    false);
        }
        String granted = (tag.extended() ? "16-bit" : "8-bit") + " tag 0x" + Integer.toHexString(tag.st());
        boolean asAsked = isWide() == tag.extended();
        if (tags.isBeyondGate(function.granted())) {
            return new FlowGrant.Verdict(words(), granted, UapiRule.REJECTED_DESIGNS.id(), "0", tags.notAsked(), false);
        }
        boolean lowered = !asAsked && function.granted() != TphEnable.EXTENDED;
        ControlRule rule = lowered ? UapiRule.EXTENDED_AT_8_BIT : UapiRule.PREFERRED_THEN_ALTERNATE;
        String why = lowered
                ? "Requester Enable is 01b"
                : asAsked
                        ? "the " + (isWide() ? "16-bit" : "8-bit") + " namespace of its dma-buf"
                        : target.id() + " exports no 16-bit tag";
        return new FlowGrant.Verdict(words(), granted, rule.id(), "0", why, asAsked);
    }
}
