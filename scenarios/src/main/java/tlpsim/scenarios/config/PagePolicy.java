package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Spelled;

/** Physical placement of memory. */
public enum PagePolicy implements Spelled {
    HUGE_1G("1 GiB", 1L << 30),
    HUGE_2M("2 MiB", 2L << 20),
    SMALL("4 KiB", 4L << 10),
    COLOURED("coloured", 4L << 10);

    private final String spelling;
    private final long bytes;

    PagePolicy(String spelling, long bytes) {
        this.spelling = spelling;
        this.bytes = bytes;
    }

    /** Size of a page. */
    public long bytes() {
        return bytes;
    }

    @Override
    public String spelling() {
        return spelling;
    }
}
