package tlpsim.completer.trace;

/** The synthetic traces, entry for entry as docs/cache-engine.md defines them. */
abstract class GeneratedSource implements TraceSource {
    private static final int WRITE_DRAW_SHIFT = 56;

    final SplitMix64 random;
    private final int writes;
    private long remaining;

    GeneratedSource(TraceSpec spec) {
        random = new SplitMix64(spec.seed());
        writes = spec.writes();
        remaining = spec.accesses();
    }

    static GeneratedSource of(TraceSpec spec) {
        return switch (spec.shape()) {
            case RING -> new Ring(spec);
            case UNIFORM -> new Uniform(spec);
            case ZIPF -> new Zipf(spec);
            case MRINGS -> new Rings(spec);
            case MRINGSRW -> new RingsWrittenAndRead(spec);
        };
    }

    @Override
    public final int fill(long[] entries) {
        int count = (int) Math.min(entries.length, remaining);
        generate(entries, count);
        remaining -= count;
        return count;
    }

    abstract void generate(long[] entries, int count);

    final long drawWrite() {
        return (random.next() >>> WRITE_DRAW_SHIFT) - writes >>> 63;
    }

    /** Lines 0 to L-1 in turn. */
    private static final class Ring extends GeneratedSource {
        private final long lines;
        private long line;

        Ring(TraceSpec spec) {
            super(spec);
            lines = spec.parameter(0);
        }

        @Override
        void generate(long[] entries, int count) {
            for (int i = 0; i < count; i++) {
                entries[i] = line << LINE_SHIFT | drawWrite();
                line = line + 1 == lines ? 0 : line + 1;
            }
        }
    }

    /** Independent draws of 2^B lines. */
    private static final class Uniform extends GeneratedSource {
        private final int shift;

        Uniform(TraceSpec spec) {
            super(spec);
            shift = (int) (Long.SIZE - spec.parameter(0));
        }

        @Override
        void generate(long[] entries, int count) {
            for (int i = 0; i < count; i++) {
                long line = random.next() >>> shift;
                entries[i] = line << LINE_SHIFT | drawWrite();
            }
        }
    }

    /** Independent Zipf draws of 2^B lines, popular lines scattered by an odd multiplier. */
    private static final class Zipf extends GeneratedSource {
        private static final long SCATTER = 0x9E3779B1L;
        private static final int DRAW_SHIFT = 11;

        private final ZipfTable table;
        private final long lineMask;

        Zipf(TraceSpec spec) {
            super(spec);
            int bits = (int) spec.parameter(0);
            table = new ZipfTable(bits);
            lineMask = (1L << bits) - 1;
        }

        @Override
        void generate(long[] entries, int count) {
            for (int i = 0; i < count; i++) {
                long line = table.rank(random.next() >>> DRAW_SHIFT) * SCATTER & lineMask;
                entries[i] = line << LINE_SHIFT | drawWrite();
            }
        }
    }

    /** R rings of S buffers of P lines: one buffer of each ring in turn. */
    private static final class Rings extends GeneratedSource {
        private final long rings;
        private final long slots;
        private final long lines;
        private long ring;
        private long slot;
        private long line;

        Rings(TraceSpec spec) {
            super(spec);
            rings = spec.parameter(0);
            slots = spec.parameter(1);
            lines = spec.parameter(2);
        }

        @Override
        void generate(long[] entries, int count) {
            for (int i = 0; i < count; i++) {
                entries[i] = (ring * slots + slot) * lines + line << LINE_SHIFT | drawWrite();
                advance();
            }
        }

        private void advance() {
            if (++line < lines) {
                return;
            }
            line = 0;
            if (++ring < rings) {
                return;
            }
            ring = 0;
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
    }

    /** As {@link Rings}, with rings set apart by G lines; packet p is written whole, then packet p-D is read whole. Draws nothing. */
    private static final class RingsWrittenAndRead extends GeneratedSource {
        private final long rings;
        private final long slots;
        private final long lines;
        private final long delay;
        private final long ringStride;
        private long packet;
        private long line;
        private long base;
        private boolean reading;

        RingsWrittenAndRead(TraceSpec spec) {
            super(spec);
            rings = spec.parameter(0);
            slots = spec.parameter(1);
            lines = spec.parameter(2);
            delay = spec.parameter(3);
            ringStride = slots * lines + spec.parameter(4);
        }

        @Override
        void generate(long[] entries, int count) {
            for (int i = 0; i < count; i++) {
                entries[i] = base + line << LINE_SHIFT | (reading ? 0 : WRITE);
                if (++line == lines) {
                    nextPacket();
                }
            }
        }

        private void nextPacket() {
            line = 0;
            reading = !reading && packet >= delay;
            if (reading) {
                base = buffer(packet - delay);
            } else {
                packet++;
                base = buffer(packet);
            }
        }

        private long buffer(long number) {
            return number % rings * ringStride + number / rings % slots * lines;
        }
    }
}
