package tlpsim.scenarios.cli;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** Hexadecimal text as logs and tools write it. */
final class TlpCommandText {
    private static final String SEPARATORS = " \t:_,|-";

    private TlpCommandText() {}

    /**
     * Bytes in wire order. Digits of either case; groups of a whole number of bytes may stand apart by blanks or one of
     * {@code : _ , | -}, and each may begin with 0x.
     *
     * @throws InvalidInputException at the column of the first character that fits nowhere
     */
    static byte[] parseHex(String text, String source, int line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2);
        int at = 0;
        while (at < text.length()) {
            if (SEPARATORS.indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.regionMatches(true, at, "0x", 0, 2)) {
                at += 2;
            } else {
                bytes.write(digit(text, at, source, line) << 4 | digit(text, at + 1, source, line));
                at += 2;
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(String text, int at, String source, int line) {
        boolean ended = at >= text.length() || SEPARATORS.indexOf(text.charAt(at)) >= 0;
        if (ended) {
            throw bad(source, line, at + 1, "a byte has two hexadecimal digits, this one has one", "");
        }
        int digit = HexFormat.isHexDigit(text.charAt(at)) ? HexFormat.fromHexDigit(text.charAt(at)) : -1;
        if (digit < 0) {
            throw bad(source, line, at + 1, "not hexadecimal: '" + text.charAt(at) + "'", "");
        }
        return digit;
    }

    static String hex(DirectBuffer buffer, int offset, int length) {
        StringBuilder text = new StringBuilder(2 * length);
        for (int i = 0; i < length; i++) {
            HexFormat.of().toHexDigits(text, buffer.getByte(offset + i));
        }
        return text.toString();
    }

    /** bb:dd.f, as lspci prints it. */
    static String functionName(int id) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((byte) (id >>> 8)) + ":" + hex.toHexDigits((byte) (id >>> 3 & 0x1F)) + "." + (id & 7);
    }

    static InvalidInputException bad(String source, int line, int column, String message, String hint) {
        return new InvalidInputException(new Problem(source, line, column, message, hint));
    }
}
