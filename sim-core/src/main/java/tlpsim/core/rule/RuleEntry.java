package tlpsim.core.rule;

/**
 * What the {@link RuleBook} says of a rule.
 *
 * @param id         a number for the rules of the user API, a dotted name for the others; unique in the book
 * @param text       the rule in one or two sentences of ours
 * @param source     file and function of the kernel, mail, clause of the specification, or that it is our choice
 * @param enforcedBy {@code Class.method} that enforces it
 */
public record RuleEntry(String id, String text, String source, String enforcedBy) {}
