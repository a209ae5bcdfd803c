package tlpsim.scenarios.wiring;

import java.util.Random;

/** Draws what makes a NIC of a {@link ScenarioDraw} send: small rings, few buffers, little room. */
final class SendingDraw {
    private SendingDraw() {}

    private static String oneOf(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Further keys of an endpoint; none for other stresses. */
    static String endpoint(Stress stress, Random random) {
        if (!stress.sends()) {
            return "";
        }
        return ", transmit: {buffer: " + oneOf(random, "2 KiB", "8 KiB", "256 KiB") + ", read-room: "
                + oneOf(random, "512 B", "4 KiB", "128 KiB") + "}";
    }

    /** Further keys of a workload, some of which only receive; none for other stresses. */
    static String workload(Stress stress, Random random) {
        if (!stress.sends()) {
            return "";
        }
        String direction = stress == Stress.SENDING
                ? oneOf(random, "tx", "tx", "tx", "rx")
                : oneOf(random, "forward", "forward", "forward", "tx");
        String text = "    direction: " + direction + "\n";
        if (direction.equals("rx")) {
            return text;
        }
        text += "    transmit: {ring: " + (8 << random.nextInt(4)) + ", doorbell-batch: "
                + oneOf(random, "1", "3", "32");
        text += ", packets-per-entry: " + oneOf(random, "1", "4", "32") + ", free-batch: "
                + oneOf(random, "1", "8", "64");
        text += ", pool: {cache: " + oneOf(random, "0", "0", "1", "5", "16") + "}";
        boolean part = direction.equals("tx") && random.nextBoolean();
        return text + (part ? ", written: " + oneOf(random, "0", "30") + " %}\n" : "}\n");
    }
}
