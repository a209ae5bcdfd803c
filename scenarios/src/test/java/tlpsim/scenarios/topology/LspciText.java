package tlpsim.scenarios.topology;

import java.util.Locale;
import tlpsim.core.config.ConfigImage;

/** Writes images as {@code lspci -xxxx} does. */
final class LspciText {
    private LspciText() {}

    static String of(String slot, String description, ConfigImage image) {
        StringBuilder text = new StringBuilder(slot + " " + description);
        byte[] bytes = image.toByteArray();
        for (int at = 0; at < bytes.length; at++) {
            if (at % 16 == 0) {
                text.append(String.format(Locale.ROOT, "%n%02x:", at));
            }
            text.append(String.format(Locale.ROOT, " %02x", bytes[at]));
        }
        return text.append("\n\n").toString().replace("\r", "");
    }
}
