package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Scalar;

/** Indices in the order given, each once: cores, or queues. At most 65536. */
@Scalar(allowed = "indices and ranges separated by commas, for example 0-7,16,24-31", example = "0", list = true)
public final class IndexSet {
    private static final int MAX_SIZE = 65536;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private final int[] indices;

    private IndexSet(int[] indices) {
        this.indices = indices;
    }

    public static IndexSet parse(String text) {
        List<Integer> indices = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new BrokenRuleException("is no list of indices", "");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw new BrokenRuleException("has a range that runs backwards, " + part.strip(), "");
            }
            if (indices.size() + last - first >= MAX_SIZE) {
                throw new BrokenRuleException("has more than " + MAX_SIZE + " indices", "");
            }
            for (int index = first; index <= last; index++) {
                indices.add(index);
            }
        }
        int[] values = indices.stream().mapToInt(Integer::intValue).toArray();
        if (Arrays.stream(values).distinct().count() != values.length) {
            throw new BrokenRuleException("names an index twice", "");
        }
        return new IndexSet(values);
    }

    /** {@code first} to {@code last}, both included. */
    public static IndexSet range(int first, int last) {
        int[] values = new int[last - first + 1];
        Arrays.setAll(values, i -> first + i);
        return new IndexSet(values);
    }

    public int size() {
        return indices.length;
    }

    /** The index at a position, in the order given. */
    public int at(int position) {
        return indices[position];
    }

    public boolean contains(int index) {
        for (int candidate : indices) {
            if (candidate == index) {
                return true;
            }
        }
        return false;
    }

    public int max() {
        int max = -1;
        for (int index : indices) {
            max = Math.max(max, index);
        }
        return max;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        for (int start = 0; start < indices.length; ) {
            int end = start;
            while (end + 1 < indices.length && indices[end + 1] == indices[end] + 1) {
                end++;
            }
            text.append(start == 0 ? "" : ",").append(indices[start]);
            if (end > start) {
                text.append('-').append(indices[end]);
            }
            start = end + 1;
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexSet set && Arrays.equals(indices, set.indices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(indices);
    }

    @Override
    public String toString() {
        return text();
    }
}
