package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tlpsim.core.tlp.FlitLayout;
import tlpsim.core.tlp.TlpKind;

/** Orthogonal Header Content of Flit Mode as JSON objects, and back. */
final class TlpCommandOhc {
    private static final int ROUTED_BY_ID = 2;

    private TlpCommandOhc() {}

    static void putA(ObjectNode out, TlpKind kind, int type, int dw) {
        if (kind.isCompletion()) {
            out.put("dest_segment", dw >>> FlitLayout.A_SEGMENT_SHIFT).put("dsv", (dw & FlitLayout.A_DSV) != 0);
            out.put("completer_segment", dw >>> FlitLayout.A5_COMPLETER_SEGMENT_SHIFT & 0xFF);
            out.put("la", dw >>> FlitLayout.A5_LA10_SHIFT & 3).put("status", dw & FlitLayout.A5_STATUS_MASK);
        } else if (kind.isConfig()) {
            out.put("dest_segment", dw >>> FlitLayout.A_SEGMENT_SHIFT).put("dsv", (dw & FlitLayout.A_DSV) != 0);
            putByteEnables(out, dw);
        } else if (kind.isIo()) {
            putByteEnables(out, dw);
        } else if (isA4(kind, type)) {
            out.put("dest_segment", dw >>> FlitLayout.A_SEGMENT_SHIFT).put("dsv", (dw & FlitLayout.A_DSV) != 0);
            int pasid = (dw & 0xF00) << 8 | dw >>> 8 & 0xFF00 | dw & 0xFF;
            out.put("pv", (dw & FlitLayout.A4_PV) != 0).put("pasid", pasid);
        } else {
            out.put("nw", (dw & FlitLayout.A1_NW) != 0).put("pv", (dw & FlitLayout.A1_PV) != 0);
            out.put("pmr", (dw & FlitLayout.A1_PMR) != 0).put("er", (dw & FlitLayout.A1_ER) != 0);
            out.put("pasid", dw >>> FlitLayout.A1_PASID_SHIFT & 0xFFFFF);
            putByteEnables(out, dw);
        }
    }

    private static void putByteEnables(ObjectNode out, int dw) {
        out.put("fdwbe", dw & 0xF).put("ldwbe", dw >>> 4 & 0xF);
    }

    private static boolean isA4(TlpKind kind, int type) {
        return kind.isMessage() && (type & 7) == ROUTED_BY_ID;
    }

    static int readA(TlpCommandFields in, TlpKind kind, int type) {
        int segment = in.integer("dest_segment", 0, 0xFF) << FlitLayout.A_SEGMENT_SHIFT;
        int routed = segment | (in.flag("dsv") ? FlitLayout.A_DSV : 0);
        if (kind.isCompletion()) {
            return routed
                    | in.integer("completer_segment", 0, 0xFF) << FlitLayout.A5_COMPLETER_SEGMENT_SHIFT
                    | in.integer("la", 0, 3) << FlitLayout.A5_LA10_SHIFT
                    | in.integer("status", 0, 7);
        }
        int pasid = in.integer("pasid", 0, 0xFFFFF);
        if (isA4(kind, type)) {
            int bits = (pasid & 0xFF00) << 8 | pasid >>> 8 & 0xF00 | pasid & 0xFF;
            return routed | (in.flag("pv") ? FlitLayout.A4_PV : 0) | bits;
        }
        int enables = in.integer("ldwbe", 0, 15) << 4 | in.integer("fdwbe", 0, 15);
        if (kind.isConfig()) {
            return routed | enables;
        }
        return enables
                | (in.flag("nw") ? FlitLayout.A1_NW : 0)
                | (in.flag("pv") ? FlitLayout.A1_PV : 0)
                | (in.flag("pmr") ? FlitLayout.A1_PMR : 0)
                | (in.flag("er") ? FlitLayout.A1_ER : 0)
                | pasid << FlitLayout.A1_PASID_SHIFT;
    }

    static void putB(ObjectNode out, int dw) {
        out.put("st", dw >>> FlitLayout.B_ST_SHIFT & 0xFFFF).put("ph", dw >>> FlitLayout.B_PH_SHIFT & 3);
        out.put("hv", dw >>> FlitLayout.B_HV_SHIFT & 3).put("ama", dw >>> FlitLayout.B_AMA_SHIFT & 7);
        out.put("av", dw & FlitLayout.B_AV);
    }

    static int readB(TlpCommandFields in, int defaultHv) {
        return in.integer("st", 0, 0xFFFF) << FlitLayout.B_ST_SHIFT
                | in.integer("ph", 0, 3) << FlitLayout.B_PH_SHIFT
                | in.integer("hv", defaultHv, 3) << FlitLayout.B_HV_SHIFT
                | in.integer("ama", 0, 7) << FlitLayout.B_AMA_SHIFT
                | in.integer("av", 0, 1);
    }

    static void putC(ObjectNode out, int dw) {
        out.put("requester_segment", dw >>> 24).put("pr_sent_counter", dw >>> 16 & 0xFF);
        out.put("stream_id", dw >>> 8 & 0xFF).put("sub_stream", dw >>> 4 & 7);
        out.put("rsv", (dw & 8) != 0).put("k", (dw & 2) != 0).put("t", (dw & 1) != 0);
    }

    static int readC(TlpCommandFields in) {
        return in.integer("requester_segment", 0, 0xFF) << 24
                | in.integer("pr_sent_counter", 0, 0xFF) << 16
                | in.integer("stream_id", 0, 0xFF) << 8
                | in.integer("sub_stream", 0, 7) << 4
                | (in.flag("rsv") ? 8 : 0)
                | (in.flag("k") ? 2 : 0)
                | (in.flag("t") ? 1 : 0);
    }
}
