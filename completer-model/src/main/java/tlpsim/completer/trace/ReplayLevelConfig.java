package tlpsim.completer.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/**
 * One level of a replay.
 *
 * @param geometry      its shape
 * @param policy        its replacement
 * @param ioWays        0, or the number of highest ways in which writes allocate, reads then allocating in the others
 * @param writeBack     write-back, else write-through
 * @param writeAllocate a write that misses allocates, else it passes on
 */
public record ReplayLevelConfig(
        CacheGeometry geometry, ReplacementPolicy policy, int ioWays, boolean writeBack, boolean writeAllocate) {
    private static final String FORM = "SIZE,WAYS,POLICY,wb|wt,wa|na";
    private static final long MAX_BYTES = 1L << 50;
    private static final String PARTITION = "wp";
    private static final Map<String, Long> UNITS = new TreeMap<>(
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "kB", 1000L, "MB", 1000_000L));

    public ReplayLevelConfig {
        if (ioWays < 0
                || ioWays > 0 && (ioWays >= geometry.ways() || geometry.ways() > CacheGeometry.MAX_MASKED_WAYS)) {
            throw new IllegalArgumentException("ioWays=" + ioWays + " of " + geometry.ways());
        }
    }

    /** Ways in which writes allocate. */
    public int writeMask() {
        return ioWays == 0 ? geometry.allWays() : geometry.allWays() & -1 << geometry.ways() - ioWays;
    }

    /** Ways in which reads allocate. */
    public int readMask() {
        return ioWays == 0 ? geometry.allWays() : geometry.allWays() & ~writeMask();
    }

    /** {@code size,ways,policy,wb|wt,wa|na}, size in bytes. */
    public String label() {
        String name = ioWays == 0 ? policy.label() : PARTITION + ioWays;
        return geometry.capacityBytes() + "," + geometry.ways() + "," + name + (writeBack ? ",wb" : ",wt")
                + (writeAllocate ? ",wa" : ",na");
    }

    /** Reads {@code SIZE,WAYS,POLICY,wb|wt,wa|na}; every mistake in it is reported at once. */
    public static ReplayLevelConfig parse(String text) {
        return new Parser(text).parse();
    }

    private static final class Parser {
        private final String text;
        private final List<Problem> problems = new ArrayList<>();

        Parser(String text) {
            this.text = text;
        }

        ReplayLevelConfig parse() {
            String[] fields = text.split(",", -1);
            if (fields.length != 5) {
                problem("has " + fields.length + " fields, must have 5: " + FORM, "for example 2MiB,16,lru,wb,wa");
                throw new InvalidInputException(problems);
            }
            long bytes = size(fields[0].strip());
            int ways = ways(fields[1].strip());
            String policyName = fields[2].strip();
            int ioWays = policyName.matches(PARTITION + "[0-9]{1,4}") ? Integer.parseInt(policyName.substring(2)) : 0;
            ReplacementPolicy policy = policy(policyName);
            boolean writeBack = either(fields[3].strip(), "write policy", "wb", "wt");
            boolean writeAllocate = either(fields[4].strip(), "allocation policy", "wa", "na");
            checkWays(policyName, policy, ways, ioWays);
            int sets = sets(bytes, ways);
            if (!problems.isEmpty()) {
                throw new InvalidInputException(problems);
            }
            return new ReplayLevelConfig(CacheGeometry.modulo(sets, ways), policy, ioWays, writeBack, writeAllocate);
        }

        /** @return 0 after a mistake */
        private long size(String field) {
            int digits = 0;
            while (digits < field.length() && Character.digit(field.charAt(digits), 10) >= 0) {
                digits++;
            }
            String unit = field.substring(digits).strip();
            if (digits == 0 || digits > 15) {
                problem("size '" + field + "' is not a number of bytes", "for example 32768, 32KiB or 2MiB");
                return 0;
            }
            Long unitBytes = UNITS.get(unit);
            if (unitBytes == null) {
                List<String> names =
                        UNITS.keySet().stream().filter(name -> !name.isEmpty()).toList();
                problem(
                        "unknown unit '" + unit + "' of size, one of " + String.join(", ", names),
                        NearestName.hint(unit, names));
                return 0;
            }
            long number = Long.parseLong(field.substring(0, digits));
            long bytes = number > MAX_BYTES / unitBytes ? MAX_BYTES : number * unitBytes;
            if (bytes == 0) {
                problem("size is 0, must be at least one line of " + CacheGeometry.LINE_BYTES + " bytes", "");
            }
            return bytes;
        }

        /** @return 0 after a mistake */
        private int ways(String field) {
            int ways = field.matches("[0-9]{1,6}") ? Integer.parseInt(field) : -1;
            if (ways < 1 || ways > CacheGeometry.MAX_WAYS) {
                problem("ways '" + field + "', must be a whole number from 1 to " + CacheGeometry.MAX_WAYS, "");
                return 0;
            }
            return ways;
        }

        private ReplacementPolicy policy(String name) {
            if (name.matches(PARTITION + "[0-9]{1,4}")) {
                return ReplacementPolicy.LRU;
            }
            for (ReplacementPolicy policy : ReplacementPolicy.values()) {
                if (policy.label().equals(name)) {
                    return policy;
                }
            }
            List<String> names = new ArrayList<>(Arrays.stream(ReplacementPolicy.values())
                    .map(ReplacementPolicy::label)
                    .toList());
            String hint = NearestName.hint(name, names);
            names.add("wpK (K ways for writes)");
            problem("unknown policy '" + name + "', one of " + String.join(", ", names), hint);
            return ReplacementPolicy.LRU;
        }

        private boolean either(String field, String what, String yes, String no) {
            if (!field.equals(yes) && !field.equals(no)) {
                problem(what + " '" + field + "', must be " + yes + " or " + no, "");
            }
            return field.equals(yes);
        }

        private void checkWays(String policyName, ReplacementPolicy policy, int ways, int ioWays) {
            if (ways > policy.maxWays()) {
                problem("policy " + policyName + " with ways " + ways + ", at most " + policy.maxWays(), "");
            }
            if (policyName.startsWith(PARTITION) && ways > 0) {
                int most = Math.min(ways, CacheGeometry.MAX_MASKED_WAYS + 1) - 1;
                if (ways > CacheGeometry.MAX_MASKED_WAYS) {
                    problem(
                            "policy " + policyName + " with ways " + ways + ", at most "
                                    + CacheGeometry.MAX_MASKED_WAYS,
                            "");
                } else if (ioWays < 1 || ioWays > most) {
                    problem(
                            "policy " + policyName + " of " + ways + " ways, must leave ways to both: wp1 to wp" + most,
                            "");
                }
            }
        }

        private int sets(long bytes, int ways) {
            if (bytes == 0 || ways == 0) {
                return 1;
            }
            long setBytes = (long) ways * CacheGeometry.LINE_BYTES;
            if (bytes % setBytes != 0) {
                problem(
                        "size " + bytes + " is not divisible by ways " + ways + " times " + CacheGeometry.LINE_BYTES
                                + " bytes",
                        bytes > setBytes ? "nearest below: " + bytes / setBytes * setBytes : "");
                return 1;
            }
            long sets = bytes / setBytes;
            if (sets > CacheGeometry.MAX_SETS || sets * ways > CacheGeometry.MAX_LINES) {
                problem(
                        "size " + bytes + " is " + sets + " sets, at most " + CacheGeometry.MAX_SETS + " sets and "
                                + CacheGeometry.MAX_LINES + " lines",
                        "");
                return 1;
            }
            return (int) sets;
        }

        private void problem(String message, String hint) {
            problems.add(new Problem("--cache " + text, 0, 0, message, hint));
        }
    }
}
