package tlpsim.scenarios.wiring;

import java.util.Optional;
import tlpsim.core.rule.AppliedRule;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.MissingEntryPolicy;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TphEnable;

/** What the control plane said about the tags of a function's queues at the start. */
final class TagVerdicts {
    private final ScenarioConfig scenario;
    private final RequesterFunction function;
    private final RootPortConfig rootPort;

    TagVerdicts(ScenarioConfig scenario, RequesterFunction function, RootPortConfig rootPort) {
        this.scenario = scenario;
        this.function = function;
        this.rootPort = rootPort;
    }

    /**
     * Why a queue has no tag.
     *
     * @param form what its requests carry instead
     */
    record Missing(String rule, String errno, String why, String form) {}

    /** Why a queue lacks a tag towards a target; empty where it has all. */
    Optional<Missing> missing(int queue, int peer) {
        for (int index : function.usedIndexes(queue, peer)) {
            Optional<Written> written = function.atStart(index);
            if (written.isPresent() && !written.get().ok()) {
                return Optional.of(refused(written.get(), peer));
            }
            if (written.isPresent() && !written.get().live()) {
                return Optional.of(new Missing(
                        UapiRule.REJECTED_DESIGNS.id(),
                        "0",
                        "of the two shadow tables the other one is applied, as a rejected design has it",
                        "without a tag"));
            }
            if (written.isPresent() && !written.get().named()) {
                return Optional.of(new Missing(
                        UapiRule.NAMESPACE_EXHAUSTED.id(),
                        "0",
                        "firmware has no tag for their cores",
                        "without a tag"));
            }
        }
        return Optional.empty();
    }

    /** Why no queue has a tag; empty where the mode that is enabled has tags. */
    Optional<Missing> withoutSt() {
        boolean noSt = function.registers()
                .software()
                .map(software -> software.function().function().mode() == PciTphLayout.PCI_TPH_ST_NS_MODE)
                .orElse(false);
        if (!noSt) {
            return Optional.empty();
        }
        boolean parameter = function.registers()
                .enabling()
                .map(report -> report.met(KernelRule.ENABLE_NOSTMODE))
                .orElse(false);
        KernelRule rule = parameter ? KernelRule.ENABLE_NOSTMODE : KernelRule.SET_ST_NO_ST_MODE;
        String why = (parameter ? "pci=nostmode: " : "") + "in mode no-st every tag is 0";
        return Optional.of(new Missing(rule.id(), "0", why, "without a tag"));
    }

    private Missing refused(Written written, int peer) {
        AppliedRule rule = decisive(written.report());
        boolean beyond = rule.rule() == KernelRule.SET_ST_BOUNDS;
        boolean skips = scenario.tph().onMissingEntry() == MissingEntryPolicy.SKIP
                || function.registers().sharesEntries();
        boolean withoutPh = peer != TagWish.HOST && PeerHints.isWithoutPh(written);
        boolean integrated = written.report().met(UapiRule.RCIEP_CPU_TAG);
        return new Missing(
                integrated ? UapiRule.RCIEP_CPU_TAG.id() : rule.rule().id(),
                written.errno().returned(),
                words(rule),
                beyond && skips || withoutPh ? "no hint" : "without a tag");
    }

    private String words(AppliedRule rule) {
        if (rule.rule() == KernelRule.SET_ST_BOUNDS) {
            return "the table has no entry for them";
        }
        if (rule.rule() == KernelRule.CPU_ST_ROOT_PORT) {
            return "an integrated endpoint has no root port that pcie_tph_get_cpu_st could ask";
        }
        if (rule.rule() == KernelRule.CPU_ST_DSM) {
            return "firmware of root port " + rootPort.id() + " does not answer for their cores";
        }
        if (rule.rule() == KernelRule.CPU_ST_UID) {
            return "the kernel knows no UID of their cores";
        }
        return rule.detail();
    }

    /** The rule that refused an operation, or else the last that shaped it. */
    static AppliedRule decisive(OperationReport report) {
        AppliedRule last = report.rules().get(report.rules().size() - 1);
        return report.rules().stream()
                .filter(rule -> rule.effect() == AppliedRule.Effect.REFUSED)
                .reduce((first, second) -> second)
                .orElse(last);
    }

    /** What a user of VFIO sees of the tags of cores; empty for drivers of the kernel. */
    Optional<ControlRule> shown(int queue) {
        for (int index : function.usedIndexes(queue, TagWish.HOST)) {
            Optional<OperationReport> report = function.atStart(index).map(Written::report);
            if (report.isPresent() && report.get().met(UapiRule.TAG_WITHHELD)) {
                return Optional.of(UapiRule.WITHHELD_STILL_PLACED);
            }
            if (report.isPresent() && report.get().met(UapiRule.TAG_SHOWN)) {
                return Optional.of(UapiRule.TAG_SHOWN);
            }
        }
        return Optional.empty();
    }

    static String shownInWords(ControlRule rule) {
        return rule == UapiRule.TAG_SHOWN ? "PH and tag are returned" : "the tag is written to the table but not shown";
    }

    /** Whether more is granted than the root port supports: not Linux. */
    boolean isBeyondGate(TphEnable granted) {
        boolean exceeds = rootPort.tphCompleter() == CompleterSupport.NONE && granted != TphEnable.OFF
                || rootPort.tphCompleter() == CompleterSupport.TPH && granted == TphEnable.EXTENDED;
        return exceeds && !function.device().isIntegrated() && scenario.tph().isUngated(function.device());
    }

    String notAsked() {
        return "root port " + rootPort.id() + " was not asked, which is not Linux";
    }

    /** Why enabling was refused. */
    String refusal(AppliedRule refused) {
        if (refused.rule() == KernelRule.ENABLE_NO_CAPABILITY || refused.rule() == UapiRule.NO_CAPABILITY) {
            return function.name() + " has no TPH Requester capability";
        }
        if (refused.rule() == KernelRule.ENABLE_COMPLETER || refused.rule() == UapiRule.ROOT_PORT_GATE) {
            return function.device().isIntegrated()
                    ? "this kernel does not exempt integrated endpoints, and there is no root port"
                    : "root port " + rootPort.id() + " has no TPH completer";
        }
        return refused.detail();
    }
}
