package tlpsim.completer.cache;

/**
 * Tree pseudo-LRU over up to 32 ways. Bit n of the tree word is node n, root 1, children 2n and 2n+1; 0 points left. Each access makes the nodes
 * on its path point away from it. The victim is found by following the nodes, turning off where a subtree holds no allowed way; a number of ways that is
 * no power of two is a larger tree of which some ways are never allowed.
 */
final class PlruTree {
    private final int leaves;
    private final long[] path;
    private final long[] away;

    PlruTree(int ways) {
        leaves = ways == 1 ? 1 : Integer.highestOneBit(ways - 1) << 1;
        path = new long[ways];
        away = new long[ways];
        for (int way = 0; way < ways; way++) {
            int node = 1;
            for (int half = leaves >> 1; half > 0; half >>= 1) {
                boolean right = (way & half) != 0;
                path[way] |= 1L << node;
                away[way] |= right ? 0 : 1L << node;
                node = 2 * node + (right ? 1 : 0);
            }
        }
    }

    long accessed(long tree, int way) {
        return tree & ~path[way] | away[way];
    }

    int victim(long tree, int wayMask) {
        int node = 1;
        int first = 0;
        for (int half = leaves >> 1; half > 0; half >>= 1) {
            int subtree = (1 << half) - 1;
            boolean leftAllowed = (wayMask >>> first & subtree) != 0;
            boolean rightAllowed = (wayMask >>> first + half & subtree) != 0;
            boolean right = rightAllowed && (!leftAllowed || (tree >>> node & 1) != 0);
            node = 2 * node + (right ? 1 : 0);
            first += right ? half : 0;
        }
        return first;
    }
}
