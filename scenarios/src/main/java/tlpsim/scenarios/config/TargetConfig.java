package tlpsim.scenarios.config;

import java.util.List;
import java.util.stream.Stream;
import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/**
 * Targets of some queues: {@code host} or the id of a peer.
 *
 * <p>PH and ST of a request to a peer come from the peer's dma-buf (get_tph), not from the workload's {@code hints};
 * without a dma-buf or a compatible namespace the request carries no hint.
 */
@Mapping(spread = "all", spreadDoc = "The target of every kind that is not named.")
public record TargetConfig(
        @Key("The queues.") IndexSet queues,

        @Key(value = "Where descriptors lie.", def = "host", spread = true)
        String descriptor,

        @Key(
                value =
                        "Where the first bytes of packets go, with header-split above 0; without it whole packets go to the"
                                + " payload's target.",
                def = "host",
                spread = true)
        String header,

        @Key(value = "Where the rest of packets or I/O data goes.", def = "host", spread = true)
        String payload,

        @Key(value = "Where completion-queue entries go.", def = "host", spread = true)
        String completion,

        @Key(
                value = "Which namespace of a peer's dma-buf gives the hint of requests to it; preferred: that of"
                        + " tph.enable (16-bit when extended, else 8-bit); either: the preferred one, else the other as"
                        + " far as Requester Enable admits it; none: no hint. Without dma-buf or such a tag the request carries no hint; 'hints' does not"
                        + " count for peers.",
                def = "either")
        TargetNamespace namespace,

        @Key(
                value =
                        "The namespace of tags for the host; enable: that of Requester Enable; 8-bit: the baseline form also"
                                + " with Enable 11b, where both namespaces live at once.",
                name = "host-namespace",
                def = "enable")
        HostNamespace hostNamespace) {
    /** The host's own name among the targets. */
    public static final String HOST = "host";

    /** Where the first bytes of packets go for a device that splits off so many bytes. */
    public String headerWith(int headerSplitBytes) {
        return headerSplitBytes > 0 ? header : payload;
    }

    /** The peers among the targets, each once, for a device that splits off so many bytes. */
    public List<String> peers(int splitBytes) {
        return Stream.of(descriptor, headerWith(splitBytes), payload, completion)
                .filter(target -> !isHost(target))
                .distinct()
                .toList();
    }

    /** Whether any of the targets is a peer. */
    public boolean hasPeer() {
        return !(isHost(descriptor) && isHost(header) && isHost(payload) && isHost(completion));
    }

    private static boolean isHost(String target) {
        return target.equals(HOST);
    }
}
