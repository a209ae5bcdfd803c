package tlpsim.core.rule;

/** One rule of the control plane. */
public interface ControlRule {
    /** A number for the rules of the user API, a dotted name for the others; unique in the {@link RuleBook}. */
    String id();

    /** The rule in one or two sentences of ours. */
    String text();

    /** File and function of the kernel, mail, clause of the specification, or that it is our choice. */
    String source();

    /** {@code Class.method} that enforces it. */
    String enforcedBy();
}
