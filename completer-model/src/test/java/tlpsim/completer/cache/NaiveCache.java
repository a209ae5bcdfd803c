package tlpsim.completer.cache;

import java.util.ArrayList;
import java.util.List;

/** The definitions of docs/cache-engine.md written down as plainly as possible, to compare with. Sets are named by the cache under test. */
final class NaiveCache {
    private static final class Way {
        long line = -1;
        int flags;
        long stamp;
        int prediction;
    }

    private final ReplacementPolicy policy;
    private final SetAssociativeCache shape;
    private final List<List<Way>> sets = new ArrayList<>();
    private final boolean[][] treePointsRight;
    private final WayDraw draw;
    private int highestFirstMask;
    private long clock;

    NaiveCache(ReplacementPolicy policy, SetAssociativeCache shape, long seed) {
        this.policy = policy;
        this.shape = shape;
        this.draw = new WayDraw(seed);
        treePointsRight = new boolean[shape.sets()][64];
        for (int set = 0; set < shape.sets(); set++) {
            List<Way> ways = new ArrayList<>();
            for (int way = 0; way < shape.ways(); way++) {
                ways.add(new Way());
            }
            sets.add(ways);
        }
    }

    void fillHighestFirst(int mask) {
        highestFirstMask = mask;
    }

    private int find(long line) {
        List<Way> ways = sets.get(shape.setOf(line));
        for (int way = 0; way < ways.size(); way++) {
            if (ways.get(way).line == line) {
                return way;
            }
        }
        return -1;
    }

    private Way at(long line) {
        return sets.get(shape.setOf(line)).get(find(line));
    }

    int access(long line, int clear, int set) {
        if (find(line) < 0) {
            return -1;
        }
        if (policy == ReplacementPolicy.LRU) {
            at(line).stamp = ++clock;
        }
        at(line).prediction = 0;
        pointAway(shape.setOf(line), find(line));
        return changeFlags(line, clear, set);
    }

    int peek(long line) {
        return find(line) < 0 ? -1 : at(line).flags;
    }

    int changeFlags(long line, int clear, int set) {
        int before = peek(line);
        if (before >= 0) {
            at(line).flags = before & ~clear | set;
        }
        return before;
    }

    int remove(long line) {
        int flags = peek(line);
        if (flags >= 0) {
            at(line).line = -1;
        }
        return flags;
    }

    long insert(long line, int flags, int mask) {
        int set = shape.setOf(line);
        int number = choose(set, mask);
        Way way = sets.get(set).get(number);
        long victim = way.line < 0 ? -1 : way.line * 4 + way.flags;
        way.line = line;
        way.flags = flags;
        way.stamp = ++clock;
        way.prediction = 2;
        pointAway(set, number);
        return victim;
    }

    private int choose(int set, int mask) {
        List<Integer> allowed = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int way = 0; way < shape.ways(); way++) {
            if ((mask >> way & 1) == 1) {
                allowed.add(way);
                if (sets.get(set).get(way).line < 0) {
                    free.add(way);
                }
            }
        }
        if (!free.isEmpty()) {
            return free.get(mask == highestFirstMask ? free.size() - 1 : 0);
        }
        return victim(set, allowed);
    }

    private int victim(int set, List<Integer> allowed) {
        List<Way> ways = sets.get(set);
        return switch (policy) {
            case LRU, FIFO -> oldest(ways, allowed);
            case PLRU -> follow(treePointsRight[set], 1, 0, leaves(), allowed);
            case SRRIP -> distant(ways, allowed);
            case RANDOM -> allowed.get(draw.below(allowed.size()));
        };
    }

    private static int oldest(List<Way> ways, List<Integer> allowed) {
        int oldest = allowed.get(0);
        for (int way : allowed) {
            if (ways.get(way).stamp < ways.get(oldest).stamp) {
                oldest = way;
            }
        }
        return oldest;
    }

    private static int distant(List<Way> ways, List<Integer> allowed) {
        while (true) {
            for (int way : allowed) {
                if (ways.get(way).prediction == 3) {
                    return way;
                }
            }
            for (int way : allowed) {
                ways.get(way).prediction++;
            }
        }
    }

    private int leaves() {
        int leaves = 1;
        while (leaves < shape.ways()) {
            leaves *= 2;
        }
        return leaves;
    }

    private static int follow(boolean[] right, int node, int first, int size, List<Integer> allowed) {
        if (size == 1) {
            return first;
        }
        int middle = first + size / 2;
        boolean leftAllowed = allowed.stream().anyMatch(way -> way >= first && way < middle);
        boolean rightAllowed = allowed.stream().anyMatch(way -> way >= middle && way < first + size);
        boolean goRight = right[node] ? rightAllowed : !leftAllowed;
        return follow(right, 2 * node + (goRight ? 1 : 0), goRight ? middle : first, size / 2, allowed);
    }

    private void pointAway(int set, int way) {
        int node = 1;
        int first = 0;
        for (int size = leaves(); size > 1; size /= 2) {
            boolean inRight = way >= first + size / 2;
            treePointsRight[set][node] = !inRight;
            node = 2 * node + (inRight ? 1 : 0);
            first += inRight ? size / 2 : 0;
        }
    }

    List<Long> lines(int set) {
        return sets.get(set).stream().map(way -> way.line).toList();
    }
}
