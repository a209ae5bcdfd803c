package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.tlp.FlitLayout;
import tlpsim.core.tlp.TlpHeaderEncoder;
import tlpsim.core.tlp.TlpKind;

/** Decides which Orthogonal Header Content a JSON object asks for, and appends it in the order A, B, C, E. */
final class TlpCommandOhcWriter {
    private static final int[] OHC_E_FIELD_BY_DW = {0, 1, 2, -1, 3};

    private TlpCommandOhcWriter() {}

    static void write(TlpCommandFields in, TlpCommandTarget target, TlpHeaderEncoder encoder) {
        int ohc = 0;
        if (wants(in, "ohc_a", FlitLayout.OHC_A, needsA(in, target))) {
            ohc |= FlitLayout.OHC_A;
            encoder.ohc(in.has("ohc_a") ? givenA(in, target) : derivedA(in, target));
        }
        if (wants(in, "ohc_b", FlitLayout.OHC_B, needsB(in))) {
            ohc |= FlitLayout.OHC_B;
            encoder.ohc(in.has("ohc_b") ? givenB(in, target) : derivedB(in));
        }
        if (wants(in, "ohc_c", FlitLayout.OHC_C, false)) {
            ohc |= FlitLayout.OHC_C;
            encoder.ohc(in.has("ohc_c") ? TlpCommandOhc.readC(in.child("ohc_c")) : 0);
        }
        ohc |= writeE(in, encoder) << FlitLayout.OHC_E_SHIFT;
        if (in.has("ohc") && in.integer("ohc", 0, FlitLayout.OHC_MASK) != ohc) {
            int stated = in.integer("ohc", 0, FlitLayout.OHC_MASK);
            throw in.bad("ohc: " + stated + ", but the content given is that of " + ohc, "leave ohc out");
        }
        encoder.ohcField(ohc);
    }

    /** A presence bit that is stated decides; else content that is given or needed is sent. */
    private static boolean wants(TlpCommandFields in, String key, int bit, boolean needed) {
        boolean stated = (in.integer("ohc", 0, FlitLayout.OHC_MASK) & bit) != 0;
        return in.has(key) || (in.has("ohc") ? stated : needed);
    }

    private static int derivedB(TlpCommandFields in) {
        boolean hints = in.integer("st", 0, 0xFFFF) != 0 || in.integer("ph", 0, 3) != 0 || in.flag("hints");
        boolean extended = in.integer("st", 0, 0xFFFF) > 0xFF || in.flag("extended_st");
        int hv = extended ? FlitLayout.HV_ST16 : FlitLayout.HV_ST8;
        return TlpCommandOhc.readB(in, hints ? hv : FlitLayout.HV_NONE);
    }

    private static boolean needsA(TlpCommandFields in, TlpCommandTarget target) {
        TlpKind kind = target.kind();
        if (kind.isIo() || kind.isConfig()) {
            return true;
        }
        if (kind.isCompletion()) {
            return in.integer("status", 0, 7) != 0 || (in.integer("lower_address", 0, 127) & 3) != 0;
        }
        boolean stated = in.has("first_be") || in.has("last_be");
        return kind.isMemoryRequest() && stated && enables(in) != impliedEnables(in);
    }

    private static int enables(TlpCommandFields in) {
        int implied = impliedEnables(in);
        return in.integer("last_be", implied >>> 4, 15) << 4 | in.integer("first_be", implied & 15, 15);
    }

    private static int impliedEnables(TlpCommandFields in) {
        int payloadDw = Math.max(1, in.hex("payload").length / 4);
        return in.integer("length_dw", payloadDw, 1024) == 1 ? 0x0F : 0xFF;
    }

    private static int derivedA(TlpCommandFields in, TlpCommandTarget target) {
        if (target.kind().isCompletion()) {
            return (in.integer("lower_address", 0, 127) & 3) << FlitLayout.A5_LA10_SHIFT | in.integer("status", 0, 7);
        }
        boolean one = target.kind().isIo() || target.kind().isConfig();
        return one ? in.integer("last_be", 0, 15) << 4 | in.integer("first_be", 15, 15) : enables(in);
    }

    private static int givenA(TlpCommandFields in, TlpCommandTarget target) {
        TlpCommandFields a = in.child("ohc_a");
        agree(in, a, "first_be", "fdwbe");
        agree(in, a, "last_be", "ldwbe");
        agree(in, a, "status", "status");
        return TlpCommandOhc.readA(a, target.kind(), target.firstByte());
    }

    private static int givenB(TlpCommandFields in, TlpCommandTarget target) {
        TlpCommandFields b = in.child("ohc_b");
        int hv = b.integer("hv", FlitLayout.HV_ST8, 3);
        if ((hv & 1) != 0 && target.kind().isMemoryRequest()) {
            int valid = b.integer("st", 0, 0xFFFF) & (hv == FlitLayout.HV_ST16 ? 0xFFFF : 0xFF);
            agree(in, "st", valid, "ohc_b.st");
            agree(in, "ph", b.integer("ph", 0, 3), "ohc_b.ph");
        }
        return TlpCommandOhc.readB(b, FlitLayout.HV_ST8);
    }

    private static void agree(TlpCommandFields in, TlpCommandFields ohc, String key, String ohcKey) {
        if (ohc.has(ohcKey)) {
            agree(in, key, ohc.integer(ohcKey, 0, 0xFF), "ohc_a." + ohcKey);
        }
    }

    private static void agree(TlpCommandFields in, String key, int value, String otherKey) {
        if (in.has(key) && in.integer(key, 0, 0xFFFF) != value) {
            throw in.bad(
                    key + ": " + in.integer(key, 0, 0xFFFF) + ", but " + otherKey + " is " + value, "give one of them");
        }
    }

    private static boolean needsB(TlpCommandFields in) {
        return in.integer("st", 0, 0xFFFF) != 0
                || in.integer("ph", 0, 3) != 0
                || in.integer("hv", 0, 3) != 0
                || in.flag("hints")
                || in.integer("ama", 0, 7) != 0
                || in.flag("av");
    }

    private static int writeE(TlpCommandFields in, TlpHeaderEncoder encoder) {
        if (!in.has("ohc_e")) {
            return 0;
        }
        JsonNode words = in.get("ohc_e");
        int dw = words.size();
        if (!words.isArray() || dw >= OHC_E_FIELD_BY_DW.length || OHC_E_FIELD_BY_DW[dw] < 0) {
            throw in.bad("ohc_e: " + dw + " words; allowed: 1, 2 or 4 strings of 8 hexadecimal digits", "");
        }
        for (JsonNode element : words) {
            ObjectNode word = JsonNodeFactory.instance.objectNode().set("ohc_e", element);
            byte[] bytes = in.wrap(word).hex("ohc_e");
            if (bytes.length != 4) {
                throw in.bad("ohc_e: " + element + "; allowed: 8 hexadecimal digits", "");
            }
            encoder.ohc(new UnsafeBuffer(bytes).getInt(0, ByteOrder.BIG_ENDIAN));
        }
        return OHC_E_FIELD_BY_DW[dw];
    }
}
