package tlpsim.core.config;

import java.util.Locale;

/**
 * Something about a configuration space that a reader should know: a part that is missing, or a rule that the device
 * breaks. It is survived.
 *
 * @param offset the register it concerns, or -1 for the whole function
 * @param text   one sentence without a full stop
 */
public record Finding(int offset, String text) {
    @Override
    public String toString() {
        return offset < 0 ? text : String.format(Locale.ROOT, "%03xh: %s", offset, text);
    }
}
