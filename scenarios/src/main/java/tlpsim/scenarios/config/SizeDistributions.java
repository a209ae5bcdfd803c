package tlpsim.scenarios.config;

import java.util.List;

/** Names of the bundled size distributions that {@code sizes} accepts. */
public final class SizeDistributions {
    /** Messages, cut into frames of the MTU. */
    public static final List<String> NAMES = List.of(
            "homa-w1",
            "homa-w2",
            "homa-w3",
            "homa-w4",
            "homa-w5",
            "homa-cache-follower",
            "homa-web-server",
            "hpcc-web-search",
            "hpcc-fb-hadoop",
            "hpcc-ali-storage",
            "hpcc-google-rpc",
            "opera-data-mining",
            "opera-web-search",
            "opera-fb-hadoop");

    private SizeDistributions() {}
}
