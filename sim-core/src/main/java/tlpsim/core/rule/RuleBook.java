package tlpsim.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All rules, in the order of the documentation. */
public final class RuleBook {
    private RuleBook() {}

    public static List<ControlRule> rules() {
        List<ControlRule> rules = new ArrayList<>();
        rules.addAll(List.of(UapiRule.values()));
        rules.addAll(List.of(VfioRule.values()));
        rules.addAll(List.of(KernelRule.values()));
        rules.addAll(List.of(P2pdmaRule.values()));
        rules.addAll(List.of(DmaBufRule.values()));
        rules.addAll(List.of(FirmwareRule.values()));
        return rules;
    }

    public static Optional<ControlRule> find(String id) {
        return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return rules().stream().map(ControlRule::id).toList();
    }
}
