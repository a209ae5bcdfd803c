package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.tlp.CompletionFields;
import tlpsim.core.tlp.FlitLayout;
import tlpsim.core.tlp.FrameFault;
import tlpsim.core.tlp.FrameFlyweight;
import tlpsim.core.tlp.FrameLayout;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tlp.TlpFault;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpLayout;
import tlpsim.core.tlp.TlpRules;

/** One TLP as one JSON object. What {@link TlpCommandEncoder} makes of the object is the same bytes again. */
final class TlpCommandDecoder {
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final FrameFlyweight frame = new FrameFlyweight();
    private final TlpCommandEncoder encoder = new TlpCommandEncoder();
    /** True for bytes that begin and end like a frame: FBh is Fmt 111b, which no TLP of Non-Flit Mode has. */
    static boolean looksFramed(byte[] bytes) {
        int last = bytes.length - 1;
        return last > FrameLayout.OVERHEAD_BYTES
                && (bytes[0] & 0xFF) == FrameLayout.STP
                && ((bytes[last] & 0xFF) == FrameLayout.END || (bytes[last] & 0xFF) == FrameLayout.EDB);
    }

    /**
     * @param framed   true if STP, sequence number, LCRC and END stand around the TLP
     * @param cutInput true for header logs and captures cut by snaplen: an incomplete payload is then a note
     */
    ObjectNode decode(byte[] bytes, boolean flit, boolean framed, boolean cutInput) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("mode", flit ? "flit" : "non-flit");
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        if (!framed) {
            long findings = wrap(buffer, 0, bytes.length, flit, cutInput);
            return putTlp(out, buffer, 0, bytes.length, findings);
        }
        FrameFault fault = frame.wrap(buffer, 0, bytes.length);
        out.put("framed", true).put("seq", frame.sequence());
        out.put("lcrc_le_hex", HexFormat.of().toHexDigits(Integer.reverseBytes(frame.lcrc())));
        if (fault == FrameFault.TOO_SHORT || fault == FrameFault.NO_STP || fault == FrameFault.NO_END) {
            out.put("hex", HexFormat.of().formatHex(bytes));
            return putFault(out, fault.name(), fault.clause(), fault.description());
        }
        long findings = wrap(buffer, frame.tlpOffset(), frame.tlpBytes(), flit, cutInput);
        putTlp(out, buffer, frame.tlpOffset(), frame.tlpBytes(), findings);
        if (fault != FrameFault.NONE) {
            putFault(out, fault.name(), fault.clause(), fault.description());
        }
        return out;
    }

    private long wrap(UnsafeBuffer buffer, int offset, int length, boolean flit, boolean cutInput) {
        return TlpRules.check(tlp, tlp.wrap(buffer, offset, length, flit), cutInput);
    }

    private ObjectNode putTlp(ObjectNode out, UnsafeBuffer buffer, int offset, int length, long findings) {
        if (tlp.headerBytes() > 0 && (findings & TlpFault.RESERVED_FMT.bit()) == 0) {
            putHeader(out);
            putBody(out, buffer, offset, length);
            putReserved(out, buffer, offset);
        } else {
            putPrefixes(out);
            out.put("hex", TlpCommandText.hex(buffer, offset, length));
        }
        TlpFault fault = TlpFault.firstIn(findings);
        if (fault == TlpFault.NONE) {
            out.putNull("fault");
        } else {
            putFault(out, fault.name(), fault.clause(), fault.description());
        }
        ArrayNode notes = out.putArray("notes");
        for (TlpFault finding : TlpFault.values()) {
            if ((findings & finding.bit()) != 0 && finding != fault) {
                notes.add(finding.name());
            }
        }
        return out;
    }

    static ObjectNode putFault(ObjectNode out, String name, String clause, String description) {
        return out.put("fault", name).put("fault_clause", clause).put("fault_text", description);
    }

    private void putHeader(ObjectNode out) {
        TlpKind kind = tlp.kind();
        out.put("kind", TlpCommandEncoder.kindName(kind, tlp.isAddress64()));
        if (tlp.isFlit()) {
            putFlitDw0(out, kind);
        } else {
            putNonFlitDw0(out);
        }
        if (kind == TlpKind.RESERVED || kind == TlpKind.NOP || kind == TlpKind.LOCAL_PREFIX) {
            putPrefixes(out);
            putOhc(out, kind);
            return;
        }
        out.put("requester_id", tlp.requesterId());
        out.put("requester", TlpCommandText.functionName(tlp.requesterId()));
        out.put("tag", tlp.tag());
        if (kind.isMessage()) {
            putMessage(out);
        } else {
            out.put("first_be", tlp.firstBe()).put("last_be", tlp.lastBe());
        }
        if (kind.isConfig()) {
            putConfig(out);
        } else if (!kind.isMessage()) {
            out.put("address", new BigInteger(Long.toUnsignedString(tlp.address())));
            out.put("ph", tlp.isFlit() ? tlp.ph() : tlp.phField());
        }
        if (kind.isMemoryRequest()) {
            out.put("st", tlp.st()).put("hints", tlp.hasHints()).put("extended_st", tlp.isExtendedSt());
        }
        if (kind.isCompletion()) {
            putCompletion(out);
        }
        putPrefixes(out);
        putOhc(out, kind);
    }

    private void putNonFlitDw0(ObjectNode out) {
        out.put("fmt", tlp.fmt()).put("type", tlp.type()).put("tc", tlp.tc());
        out.put("ln", tlp.ln()).put("th", tlp.th()).put("td", tlp.td()).put("ep", tlp.ep());
        out.put("attr", tlp.attr()).put("at", tlp.at()).put("length_dw", statedLength());
    }

    private void putFlitDw0(ObjectNode out, TlpKind kind) {
        String size = !kind.hasTwoAddressSizes() ? "" : tlp.isAddress64() ? "64" : "32";
        out.put("flit_type", kind.flitName() + size);
        out.put("type", tlp.type()).put("tc", tlp.tc()).put("ohc", tlp.ohc()).put("ts", tlp.ts());
        out.put("ep", tlp.ep()).put("attr", tlp.attr()).put("at", tlp.at()).put("length_dw", statedLength());
        int payloadDw = tlp.payloadBytes() >>> 2;
        out.put("base_header_dw", tlp.headerBaseDw())
                .put("ohc_words", tlp.ohcDw())
                .put("payload_dw", payloadDw);
        out.put("total_bytes", tlp.prefixBytes() + tlp.headerBytes() + tlp.payloadBytes() + tlp.trailerBytes());
    }

    private int statedLength() {
        return tlp.hasData() || tlp.isMemoryRequest() ? tlp.lengthDw() : tlp.lengthField();
    }

    private void putMessage(ObjectNode out) {
        out.put("routing", tlp.type() & 7).put("message_code", tlp.headerDw(1) & 0xFF);
        HexFormat hex = HexFormat.of();
        out.put("message_dw2", hex.toHexDigits(tlp.headerDw(2)));
        if (tlp.headerBaseDw() > 3) {
            out.put("message_dw3", hex.toHexDigits(tlp.headerDw(3)));
        }
    }

    private void putConfig(ObjectNode out) {
        int dw2 = tlp.headerDw(2);
        out.put("bus", dw2 >>> 24).put("dev", dw2 >>> 19 & 0x1F).put("func", dw2 >>> 16 & 7);
        out.put("ext_reg", dw2 >>> 8 & 0xF).put("reg", dw2 >>> 2 & 0x3F).put("register", dw2 & 0xFFC);
    }

    private void putCompletion(ObjectNode out) {
        int completer = CompletionFields.completerId(tlp);
        out.put("completer_id", completer).put("completer", TlpCommandText.functionName(completer));
        if (tlp.kind().isUioCompletion()) {
            return;
        }
        out.put("status", CompletionFields.status(tlp)).put("bcm", CompletionFields.bcm(tlp));
        out.put("byte_count", CompletionFields.byteCount(tlp)).put("lower_address", CompletionFields.lowerAddress(tlp));
    }

    private void putPrefixes(ObjectNode out) {
        ArrayNode prefixes = out.putArray("prefixes");
        for (int i = 0; i < tlp.prefixCount(); i++) {
            int dw = tlp.prefix(i);
            int firstByte = dw >>> TlpLayout.TYPE_SHIFT;
            ObjectNode prefix = prefixes.addObject();
            prefix.put("name", PrefixLayout.nameOf(firstByte))
                    .put("hex", HexFormat.of().toHexDigits(dw));
            if (firstByte == PrefixLayout.TPH) {
                prefix.put("st_high", dw >>> PrefixLayout.TPH_ST_HIGH_SHIFT & 0xFF);
                prefix.put("ama", dw >>> PrefixLayout.TPH_AMA_SHIFT & PrefixLayout.TPH_AMA_MASK);
                prefix.put("av", (dw & PrefixLayout.TPH_AV) != 0);
            } else if (firstByte == PrefixLayout.PASID) {
                prefix.put("pasid", dw & PrefixLayout.PASID_MASK);
                prefix.put("pmr", (dw & PrefixLayout.PASID_PRIVILEGED) != 0);
                prefix.put("er", (dw & PrefixLayout.PASID_EXECUTE) != 0);
            }
        }
    }

    private void putOhc(ObjectNode out, TlpKind kind) {
        int ohc = tlp.ohc();
        if ((ohc & FlitLayout.OHC_A) != 0) {
            TlpCommandOhc.putA(out.putObject("ohc_a"), kind, tlp.type(), tlp.ohcA());
        }
        if ((ohc & FlitLayout.OHC_B) != 0) {
            TlpCommandOhc.putB(out.putObject("ohc_b"), tlp.ohcB());
            out.put("hv", tlp.hv()).put("ama", tlp.ama()).put("av", tlp.av());
        }
        int dw = tlp.headerBaseDw() + (ohc & 1) + (ohc >>> 1 & 1);
        if ((ohc & FlitLayout.OHC_C) != 0) {
            TlpCommandOhc.putC(out.putObject("ohc_c"), tlp.headerDw(dw));
            dw++;
        }
        if (FlitLayout.ohcEDw(ohc) > 0) {
            ArrayNode words = out.putArray("ohc_e");
            for (int i = 0; i < FlitLayout.ohcEDw(ohc); i++) {
                words.add(HexFormat.of().toHexDigits(tlp.headerDw(dw + i)));
            }
        }
    }

    /** What follows the header: payload, digest, and what belongs to neither. */
    private void putBody(ObjectNode out, UnsafeBuffer buffer, int offset, int length) {
        out.put("header_bytes", tlp.headerBytes());
        out.put("header_hex", TlpCommandText.hex(buffer, tlp.headerOffset(), tlp.headerBytes()));
        int present = tlp.bytesBehindHeader();
        int payload = Math.min(present, tlp.payloadBytes());
        int trailer = Math.min(present - payload, tlp.trailerBytes());
        out.put("payload_bytes", payload);
        int at = tlp.payloadOffset();
        out.put("payload", TlpCommandText.hex(buffer, at, payload));
        if (trailer > 0) {
            out.put("digest", TlpCommandText.hex(buffer, at + payload, trailer));
        }
        int extra = present - payload - trailer;
        if (extra > 0) {
            out.put("extra", TlpCommandText.hex(buffer, at + payload + trailer, extra));
        }
    }

    /** Bits that no field names: what the encoder does not make of the fields. */
    private void putReserved(ObjectNode out, UnsafeBuffer buffer, int offset) {
        TlpCommandFields fields = new TlpCommandFields(out, "", 0);
        byte[] header = encoder.encodeHeader(fields);
        boolean differs = false;
        for (int i = 0; i < header.length; i++) {
            header[i] ^= buffer.getByte(offset + i);
            differs |= header[i] != 0;
        }
        if (differs) {
            out.put("reserved", HexFormat.of().formatHex(header));
        }
    }
}
