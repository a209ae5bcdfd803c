package tlpsim.core.rule;

/** One rule of the control plane; its accessors are those of {@link RuleEntry}. */
public interface ControlRule {
    RuleEntry entry();

    default String id() {
        return entry().id();
    }

    default String text() {
        return entry().text();
    }

    default String source() {
        return entry().source();
    }

    default String enforcedBy() {
        return entry().enforcedBy();
    }
}
