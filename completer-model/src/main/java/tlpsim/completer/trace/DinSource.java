package tlpsim.completer.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * Dinero's {@code din} text: a line is a label (0 read, 1 write, 2 instruction fetch, taken as a read), blanks, and a hexadecimal byte address of up to
 * 16 digits, with or without 0x; what follows the address after a blank is ignored, as are empty lines.
 *
 * <p>After the first malformed line nothing more is produced: the rest is only checked, so that the mistakes are reported together.
 */
final class DinSource implements TraceSource {
    private static final int MAX_PROBLEMS = 20;
    private static final int END = -1;
    private static final long OFFSET_IN_LINE = (1L << LINE_SHIFT) - 1;

    private final InputStream in;
    private final String name;
    private final byte[] buffer = new byte[1 << 16];
    private final List<Problem> problems = new ArrayList<>();
    private int position;
    private int limit;
    private long line = 1;
    private int column = 1;

    DinSource(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    @Override
    public int fill(long[] entries) {
        int count = 0;
        while (count < entries.length && skipEmptyLines()) {
            long write = label();
            long address = write < 0 ? 0 : address();
            endLine();
            if (problems.isEmpty()) {
                entries[count++] = address & ~OFFSET_IN_LINE | write;
            } else if (problems.size() == MAX_PROBLEMS) {
                break;
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return count;
    }

    /** @return false at the end of the input */
    private boolean skipEmptyLines() {
        while (true) {
            skipBlanks();
            int next = peek();
            if (next == END) {
                return false;
            }
            if (next != '\n') {
                return true;
            }
            endLine();
        }
    }

    /** @return 1 for a write, 0 for a read, -1 after a mistake */
    private long label() {
        int start = column;
        int label = peek();
        advance();
        if (label < '0' || label > '2' || !isBlank(peek())) {
            problem(
                    start,
                    "label " + rest(label) + ", must be 0 (read), 1 (write) or 2 (instruction fetch), then a blank");
            return -1;
        }
        return label == '1' ? WRITE : 0;
    }

    private long address() {
        skipBlanks();
        int start = column;
        long address = 0;
        int digits = 0;
        boolean prefixed = false;
        for (int next = peek(); next != END && !isBlank(next) && next != '\n'; next = peek()) {
            int digit = Character.digit(next, 16);
            if (!prefixed && digits == 1 && address == 0 && (next == 'x' || next == 'X')) {
                prefixed = true;
                digits = 0;
            } else if (digit < 0) {
                problem(column, "'" + printable(next) + "' in an address, must be a hexadecimal digit");
                return 0;
            } else {
                digits += address == 0 ? 1 - Math.min(digits, 1) : 1;
                address = address << 4 | digit;
            }
            advance();
        }
        if (digits == 0) {
            problem(start, "address is missing: hexadecimal digits must follow the label");
        } else if (digits > 16) {
            problem(start, "address of " + digits + " digits, at most 16 (64 bits)");
        }
        return address;
    }

    private String rest(int first) {
        StringBuilder token = new StringBuilder("'").append(printable(first));
        for (int next = peek(); next != END && !isBlank(next) && next != '\n' && token.length() < 20; next = peek()) {
            token.append(printable(next));
            advance();
        }
        return token.append('\'').toString();
    }

    private static String printable(int character) {
        return character < 0x20 || character > 0x7E
                ? "\\x" + Character.forDigit(character >> 4, 16) + Character.forDigit(character & 15, 16)
                : String.valueOf((char) character);
    }

    private void problem(int atColumn, String message) {
        int lineNumber = (int) Math.min(line, Integer.MAX_VALUE);
        problems.add(new Problem(name, lineNumber, atColumn, message, ""));
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private void skipBlanks() {
        while (isBlank(peek())) {
            advance();
        }
    }

    private void endLine() {
        while (true) {
            int next = peek();
            if (next == END) {
                return;
            }
            advance();
            if (next == '\n') {
                line++;
                column = 1;
                return;
            }
        }
    }

    private int peek() {
        return position < limit || refill() ? buffer[position] & 0xFF : END;
    }

    private void advance() {
        position++;
        column++;
    }

    private boolean refill() {
        try {
            limit = in.read(buffer);
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
        position = 0;
        return limit > 0;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }
}
