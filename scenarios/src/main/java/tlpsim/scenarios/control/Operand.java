package tlpsim.scenarios.control;

/**
 * A number of a script: written out, or the value of an operation before ({@code $}, {@code $name}).
 *
 * @param name null for a number that is written out; empty for the last value
 */
record Operand(ScriptLine line, ScriptWord word, String name, long number, long min, long max) {

    long value(ScriptValues values) {
        if (name == null) {
            return number;
        }
        long value = values.value(name);
        if (value < min || value > max) {
            throw line.bad(word, word.text() + " is " + value + " here; allowed: " + min + " to " + max, "");
        }
        return value;
    }

    int intValue(ScriptValues values) {
        return (int) value(values);
    }
}
