package tlpsim.scenarios.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import tlpsim.core.link.LinkBandwidth;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.link.TlpCount;

/** Renders bandwidths: a table for people, or JSON with the column names of the published pcie-bench tables. */
final class LinkCommandPrinter {
    private static final String ROW = "%10s %10s %10s %10s %8s %10s %8s %10s %8s %10s%n";

    private static final Object[] NAMES = {
        "size", "write", "read", "both ways", "MWr", "MWr", "MRd", "MRd", "CplD", "CplD"
    };
    private static final Object[] UNITS = {
        "B", "Gbit/s", "Gbit/s", "Gbit/s", "TLPs", "wire B", "TLPs", "wire B", "TLPs", "wire B"
    };

    private final PrintStream out;

    LinkCommandPrinter(PrintStream out) {
        this.out = out;
    }

    void printTable(List<LinkBandwidth> rows) {
        printSettings(rows.get(0));
        out.printf(Locale.ROOT, ROW, NAMES);
        out.printf(Locale.ROOT, ROW, UNITS);
        for (LinkBandwidth row : rows) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    row.sizeBytes(),
                    shorter(row.writeEffectiveGbps()),
                    shorter(row.readEffectiveGbps()),
                    shorter(row.readWriteEffectiveGbps()),
                    row.writes().tlps(),
                    row.writes().wireBytes(),
                    row.requests().tlps(),
                    row.requests().wireBytes(),
                    row.completions().tlps(),
                    row.completions().wireBytes());
        }
    }

    private void printSettings(LinkBandwidth first) {
        LinkConfig link = first.link();
        out.printf(
                Locale.ROOT,
                "%s, MPS %d B, MRRS %d B, %d-bit addresses, completions cut at %s, ECRC %s, %s %s%n",
                link.label(),
                link.mpsBytes(),
                link.mrrsBytes(),
                first.access().addressBits(),
                first.access().completionAtRcb() ? "RCB " + link.rcbBytes() + " B" : "MPS",
                link.ecrc() ? "on" : "off",
                link.flit() ? "OHC-B" : "TPH prefix",
                first.access().tphPrefix() ? "on" : "off");
        out.printf(
                Locale.ROOT,
                "after line coding %s Gbit/s, for TLPs %s Gbit/s, in each direction%n%n",
                shorter(first.rawGbps()),
                shorter(first.tlpGbps()));
    }

    void printJson(List<LinkBandwidth> rows) throws IOException {
        StringWriter text = new StringWriter();
        JsonFactory factory = JsonFactory.builder().build();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartArray();
            for (LinkBandwidth row : rows) {
                json.writeStartObject();
                writeSettings(json, row);
                writeRates(json, row);
                writeCount(json, "wr", row.writes());
                writeCount(json, "rd_req", row.requests());
                writeCount(json, "rd_cpl", row.completions());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println(text);
    }

    private static void writeSettings(JsonGenerator json, LinkBandwidth row) throws IOException {
        LinkConfig link = row.link();
        json.writeStringField("gen", link.generation().label());
        json.writeStringField("lanes", "x" + link.lanes());
        json.writeNumberField("flit", link.flit() ? 1 : 0);
        json.writeNumberField("addr_bits", row.access().addressBits());
        json.writeNumberField("ecrc", link.ecrc() ? 1 : 0);
        json.writeNumberField("tph_prefix", row.access().tphPrefix() ? 1 : 0);
        json.writeNumberField("mps", link.mpsBytes());
        json.writeNumberField("mrrs", link.mrrsBytes());
        json.writeNumberField("rcb", link.rcbBytes());
        json.writeNumberField("rcb_chunks", row.access().completionAtRcb() ? 1 : 0);
        json.writeNumberField("size_bytes", row.sizeBytes());
    }

    private static void writeRates(JsonGenerator json, LinkBandwidth row) throws IOException {
        json.writeNumberField("raw_link_gbps", row.rawGbps());
        json.writeNumberField("tlp_bw_gbps", row.tlpGbps());
        json.writeNumberField("wr_eff_gbps", row.writeEffectiveGbps());
        json.writeNumberField("wr_raw_tx_gbps", row.tlpGbps());
        json.writeNumberField("rd_eff_gbps", row.readEffectiveGbps());
        json.writeNumberField("rd_raw_rx_gbps", row.readReceivedGbps());
        json.writeNumberField("rd_raw_tx_gbps", row.readTransmittedGbps());
        json.writeNumberField("rw_eff_tx_gbps", row.readWriteEffectiveGbps());
        json.writeNumberField("rw_eff_rx_gbps", row.readWriteEffectiveGbps());
    }

    private static void writeCount(JsonGenerator json, String prefix, TlpCount count) throws IOException {
        json.writeNumberField(prefix + "_tlps", count.tlps());
        json.writeNumberField(prefix + "_wire_bytes", count.wireBytes());
    }

    private static BigDecimal shorter(BigDecimal gbps) {
        return gbps.setScale(3, RoundingMode.HALF_EVEN);
    }
}
