package tlpsim.core.problem;

import java.util.Collection;

/** Finds the name a user most likely meant. */
public final class NearestName {
    private NearestName() {}

    /** The candidate with the smallest edit distance if it is near enough (at most a third of the length, at least 1), else "". */
    public static String of(String given, Collection<String> candidates) {
        String best = "";
        int bestDistance = Math.max(1, given.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = editDistance(given, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** {@code did you mean 'x'?}, or "" where nothing is near. */
    public static String hint(String given, Collection<String> candidates) {
        String nearest = of(given, candidates);
        return nearest.isEmpty() ? "" : "did you mean '" + nearest + "'?";
    }

    private static int editDistance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
