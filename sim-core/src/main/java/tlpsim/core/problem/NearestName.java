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

    /** Insertions, deletions, substitutions, and swaps of two neighbours (optimal string alignment). */
    private static int editDistance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            distance[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            distance[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(
                        distance[i - 1][j - 1] + (equal ? 0 : 1), Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
