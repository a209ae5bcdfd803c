package tlpsim.scenarios.topology;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CPU lists as the kernel writes them: {@code 0-3,8}. */
final class CpuList {
    private static final Pattern PART = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private CpuList() {}

    /** Empty where the text is no list; an empty list is an empty set. */
    static Optional<BitSet> parse(String text) {
        BitSet cpus = new BitSet();
        for (String part : text.isBlank() ? new String[0] : text.strip().split(",")) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                return Optional.empty();
            }
            cpus.set(first, last + 1);
        }
        return Optional.of(cpus);
    }
}
