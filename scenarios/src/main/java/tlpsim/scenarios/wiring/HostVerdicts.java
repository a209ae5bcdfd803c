package tlpsim.scenarios.wiring;

import java.util.Locale;
import java.util.Optional;
import tlpsim.core.rule.AppliedRule;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TphEnable;

/** What the queues of a function are granted towards the host. */
final class HostVerdicts {
    private final ScenarioConfig scenario;
    private final RequesterFunction function;
    private final RootPortConfig rootPort;
    private final TagVerdicts tags;
    private final TphEnable asked;

    HostVerdicts(ScenarioConfig scenario, RequesterFunction function, RootPortConfig rootPort) {
        this.scenario = scenario;
        this.function = function;
        this.rootPort = rootPort;
        this.tags = new TagVerdicts(scenario, function, rootPort);
        this.asked = scenario.tph().enable();
    }

    FlowGrant.Verdict of(int queue) {
        OperationReport enabling = function.registers().enabling().orElseThrow();
        TphEnable granted = function.granted();
        if (granted == TphEnable.OFF) {
            AppliedRule refused = TagVerdicts.decisive(enabling);
            return verdict("off", refused.rule(), enabling.errno().returned(), tags.refusal(refused));
        }
        TphEnable sent =
                TphEnable.of(function.registers().capability().requesterEnable().bits());
        if (sent != granted) {
            String kernel =
                    scenario.tph().kernel().name().toLowerCase(Locale.ROOT).replace('_', '-');
            String why = "kernel " + kernel + " restored the mode's number, not the type, after the first entry";
            return verdict(sent.spelling(), KernelRule.SET_ST_RESTORE, "0", why);
        }
        Optional<TagVerdicts.Missing> everyTag = tags.withoutSt();
        if (everyTag.isPresent() && !function.usedIndexes(queue, TagWish.HOST).isEmpty()) {
            return new FlowGrant.Verdict(
                    asked.spelling(),
                    granted.spelling() + " without tags",
                    everyTag.get().rule(),
                    everyTag.get().errno(),
                    everyTag.get().why(),
                    false);
        }
        Optional<TagVerdicts.Missing> missing = tags.missing(queue, TagWish.HOST);
        if (missing.isPresent()) {
            String why = missing.get().why() + (granted == asked ? "" : "; " + lowered());
            String form = missing.get().form();
            String text = form.equals("no hint") ? form : granted.spelling() + " " + form;
            return new FlowGrant.Verdict(
                    asked.spelling(), text, missing.get().rule(), missing.get().errno(), why, false);
        }
        if (granted != asked) {
            ControlRule rule = isOwnLimit() ? KernelRule.ENABLE_REQUESTER : KernelRule.ENABLE_COMPLETER;
            return verdict(granted.spelling(), rule, "0", lowered());
        }
        return asAsked(queue, granted);
    }

    private FlowGrant.Verdict asAsked(int queue, TphEnable granted) {
        if (tags.isBeyondGate(granted)) {
            return verdict(granted.spelling(), UapiRule.REJECTED_DESIGNS, "0", tags.notAsked());
        }
        Optional<ControlRule> shown = tags.shown(queue);
        boolean narrow = granted == TphEnable.EXTENDED
                && function.usedIndexes(queue, TagWish.HOST).stream()
                        .anyMatch(index -> function.wish(index).namespace() == TagNamespace.EIGHT_BIT);
        return new FlowGrant.Verdict(
                asked.spelling(),
                granted.spelling() + (narrow ? " with 8-bit tags" : ""),
                shown.map(ControlRule::id).orElse(""),
                "0",
                shown.map(TagVerdicts::shownInWords).orElse(""),
                true);
    }

    private FlowGrant.Verdict verdict(String granted, ControlRule rule, String errno, String why) {
        return new FlowGrant.Verdict(asked.spelling(), granted, rule.id(), errno, why, false);
    }

    private boolean isOwnLimit() {
        return !function.device().tph().extended();
    }

    private String lowered() {
        return isOwnLimit()
                ? function.name() + " is no Extended TPH Requester"
                : "root port " + rootPort.id() + " is a TPH completer without Extended";
    }
}
