package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.tlp.FrameFlyweight;
import tlpsim.core.tlp.FrameLayout;
import tlpsim.core.tlp.TlpHeaderEncoder;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpLayout;

/**
 * The bytes of one TLP from the JSON object that {@link TlpCommandDecoder} prints, or from a shorter one with defaults.
 */
final class TlpCommandEncoder {
    /** Keys that say where bits go; the rest of what decode prints is derived from them, and ignored. */
    private static final List<String> KNOWN = List.of(
            "id",
            "mode",
            "framed",
            "seq",
            "lcrc_le_hex",
            "kind",
            "flit_type",
            "fmt",
            "type",
            "tc",
            "ln",
            "th",
            "td",
            "ep",
            "attr",
            "at",
            "length_dw",
            "requester_id",
            "requester",
            "tag",
            "first_be",
            "last_be",
            "address",
            "ph",
            "st",
            "hints",
            "extended_st",
            "prefixes",
            "completer_id",
            "completer",
            "status",
            "bcm",
            "byte_count",
            "lower_address",
            "bus",
            "dev",
            "func",
            "ext_reg",
            "reg",
            "register",
            "routing",
            "message_code",
            "message_dw2",
            "message_dw3",
            "ohc",
            "ts",
            "ohc_a",
            "ohc_b",
            "ohc_c",
            "ohc_e",
            "hv",
            "ama",
            "av",
            "base_header_dw",
            "ohc_words",
            "payload_dw",
            "total_bytes",
            "header_bytes",
            "header_hex",
            "payload_bytes",
            "payload",
            "digest",
            "extra",
            "reserved",
            "hex",
            "fault",
            "fault_clause",
            "fault_text",
            "notes");

    private static final int TRAILING_DW_SUFFIX = 2;

    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(TlpLayout.MAX_HEADER_BYTES);
    private final TlpHeaderEncoder encoder = new TlpHeaderEncoder();

    /** The name of a kind in JSON: 3 or 4, the DWs of the header base, follows where both exist. */
    static String kindName(TlpKind kind, boolean address64) {
        return kind.specName() + (kind.hasTwoAddressSizes() ? address64 ? "4" : "3" : "");
    }

    /** All bytes: frame if any, prefixes, header, payload, digest. */
    byte[] encode(TlpCommandFields in) {
        in.requireKnown(KNOWN);
        if (!in.has("kind") && !in.has("type")) {
            throw in.bad("kind: missing; give kind, or fmt and type", "for example \"kind\":\"MWr3\"");
        }
        byte[] header = encodeHeader(in);
        byte[] reserved = in.hex("reserved");
        if (reserved.length > header.length) {
            throw in.bad("reserved: " + reserved.length + " bytes; allowed: at most the header's " + header.length, "");
        }
        for (int i = 0; i < reserved.length; i++) {
            header[i] ^= reserved[i];
        }
        byte[] tlp = concatenate(header, payload(in), in.hex("digest"), in.hex("extra"));
        return in.flag("framed") ? framed(in, tlp) : tlp;
    }

    private static byte[] payload(TlpCommandFields in) {
        byte[] payload = in.hex("payload");
        if (payload.length % TlpLayout.DW_BYTES != 0 && !in.has("payload_bytes")) {
            throw in.bad("payload: " + payload.length + " bytes; allowed: a multiple of 4", "");
        }
        return payload;
    }

    private static byte[] framed(TlpCommandFields in, byte[] tlp) {
        byte[] frame = new byte[tlp.length + FrameLayout.OVERHEAD_BYTES];
        int sequence = in.integer("seq", 0, FrameLayout.SEQUENCE_MASK);
        FrameFlyweight.encode(new UnsafeBuffer(tlp), 0, tlp.length, sequence, new UnsafeBuffer(frame), 0);
        return frame;
    }

    private static byte[] concatenate(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = Arrays.copyOf(parts[0], length);
        int at = parts[0].length;
        for (int i = 1; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, all, at, parts[i].length);
            at += parts[i].length;
        }
        return all;
    }

    /** Prefixes, header and OHC, without the bits of {@code reserved}. */
    byte[] encodeHeader(TlpCommandFields in) {
        String mode = in.text("mode", "non-flit");
        if (!mode.equals("flit") && !mode.equals("non-flit")) {
            throw in.bad(
                    "mode: '" + mode + "'; allowed: non-flit, flit",
                    NearestName.hint(mode, List.of("non-flit", "flit")));
        }
        boolean flit = mode.equals("flit");
        TlpCommandTarget target = TlpCommandTarget.of(in, flit);
        encoder.wrap(scratch, 0, flit);
        for (int prefix : prefixes(in, target)) {
            encoder.prefix(prefix);
        }
        if (target.kind().isMessage() && in.has("base_header_dw")) {
            encoder.header(target.firstByte(), 3 + (in.integer("base_header_dw", 4, 4) & 1 ^ 1));
        } else {
            encoder.header(target.firstByte());
        }
        putDw0(in, target);
        putFields(in, target);
        if (flit) {
            TlpCommandOhcWriter.write(in, target, encoder);
        } else {
            putHints(in, target);
        }
        byte[] bytes = new byte[encoder.bytes()];
        scratch.getBytes(0, bytes);
        return bytes;
    }

    private static List<Integer> prefixes(TlpCommandFields in, TlpCommandTarget target) {
        List<Integer> prefixes = new ArrayList<>();
        if (in.has("prefixes")) {
            for (JsonNode element : in.get("prefixes")) {
                prefixes.add(TlpCommandPrefix.read(in, element));
            }
        }
        if (!target.flit() && target.kind().isMemoryRequest()) {
            TlpCommandPrefix.completeTph(in, prefixes);
        }
        return prefixes;
    }

    private void putDw0(TlpCommandFields in, TlpCommandTarget target) {
        int payloadDw = in.hex("payload").length / TlpLayout.DW_BYTES;
        int fallback = payloadDw > 0 ? payloadDw : target.hasLength() ? 1 : 0;
        encoder.tc(in.integer("tc", 0, 7)).attr(in.integer("attr", 0, 7));
        encoder.lengthDw(in.integer("length_dw", fallback, TlpLayout.MAX_LENGTH_DW));
        if (target.flit()) {
            encoder.ts(in.integer("ts", 0, 7));
        } else {
            encoder.at(in.integer("at", 0, 3)).ln(in.flag("ln")).td(in.flag("td"));
            encoder.th(in.has("th") ? in.flag("th") : impliesTh(in));
        }
    }

    static boolean impliesTh(TlpCommandFields in) {
        return in.integer("st", 0, 0xFFFF) != 0 || in.integer("ph", 0, 3) != 0 || in.flag("hints");
    }

    private void putFields(TlpCommandFields in, TlpCommandTarget target) {
        TlpKind kind = target.kind();
        encoder.ep(in.flag("ep"));
        if (kind == TlpKind.RESERVED || kind == TlpKind.NOP || kind == TlpKind.LOCAL_PREFIX) {
            return;
        }
        encoder.requesterId(in.functionId("requester_id", "requester"));
        encoder.tag(in.integer("tag", 0, target.flit() ? 0x3FFF : 0x3FF));
        if (kind.isMessage()) {
            encoder.messageCode(in.integer("message_code", 0, 0xFF));
            encoder.dw(2, messageDw(in, "message_dw2")).dw(3, messageDw(in, "message_dw3"));
        } else if (kind.isCompletion()) {
            putCompletion(in);
        } else {
            putByteEnables(in, target);
            putTarget(in, target);
        }
    }

    private static int messageDw(TlpCommandFields in, String key) {
        if (!in.has(key)) {
            return 0;
        }
        byte[] bytes = in.hex(key);
        if (bytes.length != TlpLayout.DW_BYTES) {
            throw in.bad(key + ": " + bytes.length + " bytes; allowed: 4", "");
        }
        return new UnsafeBuffer(bytes).getInt(0, java.nio.ByteOrder.BIG_ENDIAN);
    }

    private void putCompletion(TlpCommandFields in) {
        encoder.completerId(in.functionId("completer_id", "completer"));
        encoder.status(in.integer("status", 0, 7)).bcm(in.flag("bcm"));
        if (in.has("byte_count")) {
            encoder.byteCount(in.integer("byte_count", 0, TlpLayout.MAX_BYTE_COUNT));
        }
        encoder.lowerAddress(in.integer("lower_address", 0, TlpLayout.LOWER_ADDRESS_MASK));
    }

    private void putByteEnables(TlpCommandFields in, TlpCommandTarget target) {
        boolean reserved = target.kind().isAtomic();
        int lengthDw = in.integer("length_dw", Math.max(1, in.hex("payload").length / 4), TlpLayout.MAX_LENGTH_DW);
        int first = in.integer("first_be", reserved ? 0 : 15, 15);
        int last = in.integer("last_be", reserved || lengthDw == 1 ? 0 : 15, 15);
        encoder.byteEnables(first, last);
    }

    private void putTarget(TlpCommandFields in, TlpCommandTarget target) {
        if (target.kind().isConfig()) {
            int id = in.integer("bus", 0, 255) << 8 | in.integer("dev", 0, 31) << 3 | in.integer("func", 0, 7);
            int register = in.integer("ext_reg", 0, 15) << 8 | in.integer("reg", 0, 63) << TRAILING_DW_SUFFIX;
            encoder.configTarget(id, in.has("reg") ? register : in.integer("register", 0, 0xFFC));
            return;
        }
        encoder.address(target.address()).ph(in.integer("ph", 0, 3));
        encoder.at(in.integer("at", 0, 3));
    }

    /** ST[7:0] of Non-Flit Mode; where the byte it replaces is given too, they must agree. */
    private void putHints(TlpCommandFields in, TlpCommandTarget target) {
        int st = in.integer("st", 0, 0xFFFF);
        boolean th = in.has("th") ? in.flag("th") : impliesTh(in);
        if (!target.kind().isMemoryRequest() || !in.has("st")) {
            return;
        }
        if (!th) {
            if (st != 0) {
                throw in.bad("st: " + st + " needs th: true", "");
            }
            return;
        }
        boolean inTag = target.kind() == TlpKind.MWR;
        boolean stated = inTag ? in.has("tag") : in.has("first_be") || in.has("last_be");
        int replaced = inTag
                ? in.integer("tag", 0, 0x3FF) & 0xFF
                : in.integer("last_be", 0, 15) << 4 | in.integer("first_be", 0, 15);
        if (stated && replaced != (st & 0xFF)) {
            throw disagreement(in, st, inTag ? "tag" : "last_be and first_be", replaced);
        }
        encoder.stLow(st);
    }

    private static InvalidInputException disagreement(TlpCommandFields in, int st, String replaced, int value) {
        return in.bad(
                "st: low byte " + (st & 0xFF) + ", but " + replaced + " are " + value
                        + ", and with th they are the same bits",
                "give one of them");
    }
}
