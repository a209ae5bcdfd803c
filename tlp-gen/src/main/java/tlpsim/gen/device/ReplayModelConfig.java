package tlpsim.gen.device;

/**
 * A capture as a requester.
 *
 * @param device       index of the device
 * @param queue        global id of the queue under which its requests are counted
 * @param scaleMicros  factor on the recorded times, in millionths, 1 to 1000 million
 * @param repeat       the capture starts again when it is over, without end
 * @param retag        what happens to hints
 */
public record ReplayModelConfig(int device, int queue, int scaleMicros, boolean repeat, ReplayRetag retag) {
    private static final int MAX_SCALE_MICROS = 1_000_000_000;

    public ReplayModelConfig {
        if (scaleMicros < 1 || scaleMicros > MAX_SCALE_MICROS) {
            throw new IllegalArgumentException("scaleMicros must be 1 to 1000000000: scaleMicros=" + scaleMicros);
        }
    }
}
