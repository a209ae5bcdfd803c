package tlpsim.core.fabric;

/** Where devices put their future events. */
public interface SourceAgenda {
    /**
     * Adds a work event.
     *
     * @param device index of the device
     * @param lane   keeps events of one device with equal times in a fixed order; 0 to {@link #LANES} - 1
     */
    void schedule(long timePs, int device, int lane, long event);

    /** Lanes per device. */
    int LANES = 16;
}
