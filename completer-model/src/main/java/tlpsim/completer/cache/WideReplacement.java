package tlpsim.completer.cache;

/** Replacement state of a {@link WideCache}. Victims are asked for only where every allowed way is valid. */
interface WideReplacement {
    void hit(int set, int way);

    void filled(int set, int way);

    int victim(int set, int wayMask);

    /** LRU, or FIFO where hits do not count: a list of ways per set, most recent first. */
    final class Recency implements WideReplacement {
        private final int ways;
        private final boolean hitsCount;
        private final short[] order;

        Recency(CacheGeometry geometry, boolean hitsCount) {
            this.ways = geometry.ways();
            this.hitsCount = hitsCount;
            order = new short[geometry.sets() * ways];
            for (int i = 0; i < order.length; i++) {
                order[i] = (short) (i % ways);
            }
        }

        @Override
        public void hit(int set, int way) {
            if (hitsCount) {
                filled(set, way);
            }
        }

        @Override
        public void filled(int set, int way) {
            int first = set * ways;
            int rank = 0;
            while (order[first + rank] != way) {
                rank++;
            }
            System.arraycopy(order, first, order, first + 1, rank);
            order[first] = (short) way;
        }

        @Override
        public int victim(int set, int wayMask) {
            int last = set * ways + ways - 1;
            if (ways <= CacheGeometry.MAX_MASKED_WAYS) {
                while ((wayMask >>> order[last] & 1) == 0) {
                    last--;
                }
            }
            return order[last];
        }
    }

    /** Tree pseudo-LRU, up to 32 ways. */
    final class Plru implements WideReplacement {
        private final PlruTree tree;
        private final long[] words;

        Plru(CacheGeometry geometry) {
            tree = new PlruTree(geometry.ways());
            words = new long[geometry.sets()];
        }

        @Override
        public void hit(int set, int way) {
            words[set] = tree.accessed(words[set], way);
        }

        @Override
        public void filled(int set, int way) {
            hit(set, way);
        }

        @Override
        public int victim(int set, int wayMask) {
            return tree.victim(words[set], wayMask);
        }
    }

    /** SRRIP, up to 32 ways. */
    final class Srrip implements WideReplacement {
        private final long[] words;

        Srrip(CacheGeometry geometry) {
            words = new long[geometry.sets()];
        }

        @Override
        public void hit(int set, int way) {
            words[set] = RripWord.hit(words[set], way);
        }

        @Override
        public void filled(int set, int way) {
            words[set] = RripWord.filled(words[set], way);
        }

        @Override
        public int victim(int set, int wayMask) {
            words[set] = RripWord.aged(words[set], wayMask);
            return RripWord.victim(words[set], wayMask);
        }
    }

    /** Random replacement. */
    final class Random implements WideReplacement {
        private final int ways;
        private final int allWays;
        private final WayDraw draw;

        Random(CacheGeometry geometry, long seed) {
            ways = geometry.ways();
            allWays = geometry.allWays();
            draw = new WayDraw(seed);
        }

        @Override
        public void hit(int set, int way) {}

        @Override
        public void filled(int set, int way) {}

        @Override
        public int victim(int set, int wayMask) {
            return wayMask == allWays ? draw.below(ways) : draw.oneOf(wayMask);
        }
    }
}
