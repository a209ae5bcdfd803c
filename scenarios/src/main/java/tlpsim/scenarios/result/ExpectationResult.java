package tlpsim.scenarios.result;

/**
 * What became of one expectation.
 *
 * @param id        as in the scenario; with the variant where one expectation is put to each
 * @param statement what is expected, in words
 * @param outcome   whether the result meets it
 * @param found     the figures that decide; why there is no judgement where there is none
 */
public record ExpectationResult(String id, String statement, Outcome outcome, String found) {

    /** The three answers. */
    public enum Outcome {
        MET("met"),
        NOT_MET("NOT MET"),
        /** The result is not steady, or not complete. */
        NOT_JUDGED("not judged");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean isNotMet() {
        return outcome == Outcome.NOT_MET;
    }

    /** In one line. */
    public String sentence() {
        return id + ": " + statement + "; found " + found;
    }
}
