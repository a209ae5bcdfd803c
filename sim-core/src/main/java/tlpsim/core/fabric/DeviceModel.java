package tlpsim.core.fabric;

/**
 * A requester: turns work (packets, commands, recorded TLPs) into TLPs on its port. Owned by the Source process.
 *
 * <p>A device may be asked to handle an event before all feedback up to that time is known; it then first says, by {@link #isSafe}, whether
 * unknown feedback could change what it does (design rule: only decisions that are monotone in feedback may be taken early).
 */
public interface DeviceModel {
    /** Puts the first events into the agenda. */
    void start(SourceAgenda agenda);

    /** True if the event at {@code timePs} has the same effect whatever feedback up to that time is still unknown or not applied. */
    boolean isSafe(long timePs, long event);

    /** Handles a work event of this device. */
    void onEvent(long timePs, long event);

    /** A doorbell write reached the device: {@code posted} descriptors or commands were posted since the start. */
    void onDoorbell(long timePs, int queue, long posted);

    /**
     * The driver has written what the next descriptor of a ring says; see {@link tlpsim.core.pipeline.FeedbackLayout#DESCRIPTOR}. It comes when it is
     * received, whatever the time: a device may look at it only once it has read that descriptor.
     */
    default void onDescriptorWritten(int queue, long payload, long intendedPs) {
        throw new IllegalStateException("queue=" + queue + " has no descriptors with contents");
    }

    /** Just before {@link #onReadCompleted}: the completer had the request for {@code servedPs} until its data was ready; 0 where it does not say. */
    default void onReadServed(int queue, long unit, long servedPs) {}

    /** All {@code bytes} of the read {@code unit} of {@code queue} reached the device. */
    void onReadCompleted(long timePs, int queue, long unit, int bytes);

    /** A TLP with {@link tlpsim.core.pipeline.TlpRecordLayout#FLAG_LAST} left the device; its unit of {@code unitBytes} needs no room any more. */
    void onDeparted(long timePs, int unitBytes);

    /** True while the arrival of feedback could make the device emit a TLP. */
    boolean isReactive();

    /** Chain over the device's own events. */
    long digest();

    /** The live counters, indexed by {@link DeviceCounter}. */
    long[] counters();

    /** Units (packets, commands, TLPs) accepted per queue of this device since the start; live. */
    long[] acceptedPerQueue();

    /** Appends the state for the stall report. */
    void describe(StringBuilder text);
}
