package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.problem.NearestName;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tlp.TlpLayout;

/** TLP prefixes from JSON: eight hexadecimal digits, or an object with hex, or one with a name and its fields. */
final class TlpCommandPrefix {
    private static final List<String> NAMES = List.of("TPH", "PASID");

    private TlpCommandPrefix() {}

    static int read(TlpCommandFields in, JsonNode element) {
        if (element instanceof ObjectNode object) {
            TlpCommandFields prefix = in.wrap(object);
            return prefix.has("hex") ? word(prefix) : named(prefix);
        }
        ObjectNode wrapped = JsonNodeFactory.instance.objectNode().set("hex", element);
        return word(in.wrap(wrapped));
    }

    private static int word(TlpCommandFields in) {
        byte[] bytes = in.hex("hex");
        boolean prefix = bytes.length == PrefixLayout.PREFIX_BYTES && PrefixLayout.isPrefix(bytes[0] & 0xFF);
        if (!prefix) {
            throw in.bad("prefixes: 4 bytes expected, the first 0x80 to 0x9f; given " + in.get("hex"), "");
        }
        return new UnsafeBuffer(bytes).getInt(0, ByteOrder.BIG_ENDIAN);
    }

    private static int named(TlpCommandFields in) {
        String name = in.text("name", "");
        if (name.equals("TPH")) {
            return tph(in.integer("st_high", 0, 0xFF), in.integer("ama", 0, 7), in.flag("av"));
        }
        if (name.equals("PASID")) {
            return PrefixLayout.PASID << TlpLayout.TYPE_SHIFT
                    | in.integer("pasid", 0, PrefixLayout.PASID_MASK)
                    | (in.flag("pmr") ? PrefixLayout.PASID_PRIVILEGED : 0)
                    | (in.flag("er") ? PrefixLayout.PASID_EXECUTE : 0);
        }
        throw in.bad(
                "prefixes: name '" + name + "'; allowed: TPH, PASID, or hex for any other",
                NearestName.hint(name, NAMES));
    }

    private static int tph(int stHigh, int ama, boolean av) {
        return PrefixLayout.TPH << TlpLayout.TYPE_SHIFT
                | stHigh << PrefixLayout.TPH_ST_HIGH_SHIFT
                | ama << PrefixLayout.TPH_AMA_SHIFT
                | (av ? PrefixLayout.TPH_AV : 0);
    }

    /** Adds the TPH prefix that a 16-bit tag or AMA needs; one that is there must carry the tag that is asked for. */
    static void completeTph(TlpCommandFields in, List<Integer> prefixes) {
        int stHigh = in.integer("st", 0, 0xFFFF) >>> 8;
        boolean th = in.has("th") ? in.flag("th") : TlpCommandEncoder.impliesTh(in);
        for (int prefix : prefixes) {
            if (prefix >>> TlpLayout.TYPE_SHIFT == PrefixLayout.TPH) {
                int carried = prefix >>> PrefixLayout.TPH_ST_HIGH_SHIFT & 0xFF;
                if (in.has("st") && th && carried != stHigh) {
                    throw in.bad(
                            "st: high byte " + stHigh + ", but the TPH prefix carries " + carried, "give one of them");
                }
                return;
            }
        }
        boolean memoryAttributes = in.integer("ama", 0, 7) != 0 || in.flag("av");
        if (stHigh != 0 || memoryAttributes) {
            prefixes.add(tph(stHigh, in.integer("ama", 0, 7), in.flag("av")));
        }
    }
}
