package tlpsim.scenarios.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.DecodedFunction;
import tlpsim.core.config.Finding;
import tlpsim.core.config.FunctionDecoder;

/**
 * One function of an imported machine.
 *
 * @param origin      where its bytes stand
 * @param slot        the address as the source spells it; empty where the source names none
 * @param description what the source says beside the address
 * @param reading     what went wrong while its bytes were read
 */
public record ImportedFunction(
        Origin origin, String slot, String description, DecodedFunction decoded, List<Finding> reading) {

    public ImportedFunction {
        reading = List.copyOf(reading);
    }

    /**
     * A place.
     *
     * @param file file name without its directories
     * @param line 1-based, 0 in a binary file
     */
    public record Origin(String file, int line) {
        @Override
        public String toString() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    static ImportedFunction of(Origin origin, String slot, String description, byte[] bytes, List<Finding> reading) {
        return new ImportedFunction(origin, slot, description, FunctionDecoder.decode(ConfigImage.of(bytes)), reading);
    }

    public Optional<PciAddress> address() {
        return PciAddress.parse(slot);
    }

    /** The address, or the file where there is none. */
    public String name() {
        return slot.isEmpty() ? origin.toString() : slot;
    }

    /** A VF: its vendor and device id read FFFFh (PCIe Base Specification 9.3.4.1). */
    public boolean virtual() {
        return decoded.header().vendorId() == 0xFFFF && !decoded.image().allOnes();
    }

    /** Everything a reader should know about the function's bytes. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(reading);
        all.addAll(decoded.findings());
        return all;
    }
}
