package tlpsim.scenarios.schema;

/**
 * One value of a scenario after defaults.
 *
 * @param path   in the grammar of {@code --set}
 * @param text   in canonical form
 * @param given  whether the user gave it, in the file or by {@code --set}
 * @param origin where it stands, or where its default comes from
 * @param key    its declaration
 */
public record ResolvedValue(String path, String text, boolean given, Position origin, KeyDeclaration key) {}
