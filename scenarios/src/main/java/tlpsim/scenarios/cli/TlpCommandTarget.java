package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.NearestName;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpTypes;

/**
 * Which header a JSON object asks for.
 *
 * @param firstByte Fmt and Type, or Type[7:0] of Flit Mode
 * @param address   as given, bits 1:0 included
 */
record TlpCommandTarget(boolean flit, TlpKind kind, int firstByte, long address) {
    static TlpCommandTarget of(TlpCommandFields in, boolean flit) {
        long address = in.unsigned("address", 0, -1);
        int firstByte = in.has("kind") && !in.text("kind", "").equals("reserved") ? fromKind(in, flit, address) : -1;
        if (in.has("type")) {
            int type = in.integer("type", 0, flit ? 0xFF : 0x1F);
            int stated = flit ? type : in.integer("fmt", 0, 7) << 5 | type;
            boolean agree = firstByte < 0 || TlpTypes.kindOf(stated, flit) == TlpTypes.kindOf(firstByte, flit);
            if (!agree) {
                throw in.bad(
                        "kind: '" + in.text("kind", "") + "' is not what fmt and type say: "
                                + TlpCommandEncoder.kindName(
                                        TlpTypes.kindOf(stated, flit), TlpTypes.isAddress64(stated, flit)),
                        "give one of them");
            }
            firstByte = stated;
        }
        boolean address64 = TlpTypes.isAddress64(firstByte, flit);
        if (address >>> 32 != 0 && !address64) {
            throw in.bad(
                    "address: " + in.get("address").asText() + " needs a 4DW header; allowed for 3DW: 0 to 0xffffffff",
                    "");
        }
        return new TlpCommandTarget(flit, TlpTypes.kindOf(firstByte, flit), firstByte, address);
    }

    boolean hasLength() {
        return TlpTypes.hasData(firstByte, flit) || kind.isMemoryRequest() || kind.isIo() || kind.isConfig();
    }

    private static int fromKind(TlpCommandFields in, boolean flit, long address) {
        String name = in.text("kind", "");
        List<String> names = new ArrayList<>();
        for (TlpKind kind : TlpKind.values()) {
            int size = sizeNamed(name, kind);
            boolean address64 = size == 0 ? address >>> 32 != 0 : size == 4;
            int firstByte = TlpTypes.firstByte(kind, address64, flit);
            if (firstByte < 0) {
                continue;
            }
            names.add(kind.specName());
            if (size >= 0) {
                return kind.isMessage() ? firstByte | in.integer("routing", 0, 7) : firstByte;
            }
        }
        throw in.bad(
                "kind: '" + name + "'; allowed: " + String.join(", ", names)
                        + ", with 3 or 4 behind those that address memory",
                NearestName.hint(name, names));
    }

    /** 3 or 4 for a name that says so, 0 for one that does not, -1 for another kind's. */
    private static int sizeNamed(String name, TlpKind kind) {
        if (name.equals(kind.specName())) {
            return 0;
        }
        if (!kind.hasTwoAddressSizes() || !name.startsWith(kind.specName())) {
            return -1;
        }
        return switch (name.substring(kind.specName().length())) {
            case "3", "32" -> 3;
            case "4", "64" -> 4;
            default -> -1;
        };
    }
}
