package tlpsim.scenarios.topology;

import java.util.Locale;
import tlpsim.core.config.ConfigImage;

/** Writes functions as {@code lspci -xxxx} does, so that {@code lspci -F} and {@code topology import} read them. */
public final class LspciWriter {
    private static final int BYTES_PER_LINE = 16;

    private LspciWriter() {}

    /** @param description what stands beside the address: one line */
    public static String function(String slot, String description, ConfigImage image) {
        StringBuilder text = new StringBuilder(slot).append(' ').append(description);
        byte[] bytes = image.toByteArray();
        for (int at = 0; at < bytes.length; at++) {
            if (at % BYTES_PER_LINE == 0) {
                text.append(String.format(Locale.ROOT, "\n%02x:", at));
            }
            text.append(String.format(Locale.ROOT, " %02x", bytes[at]));
        }
        return text.append("\n\n").toString();
    }
}
