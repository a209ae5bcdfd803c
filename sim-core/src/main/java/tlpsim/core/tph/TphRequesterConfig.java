package tlpsim.core.tph;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * What a function's TPH Requester capability announces. No ST mode is always supported.
 *
 * @param interruptVector Interrupt Vector mode supported
 * @param deviceSpecific  Device Specific mode supported
 * @param extended        16-bit tags supported
 * @param location        where the ST table is
 * @param tableEntries    0 without a table, 1 to 64 in the capability, 1 to 2048 in the MSI-X table
 */
public record TphRequesterConfig(
        boolean interruptVector, boolean deviceSpecific, boolean extended, StTableLocation location, int tableEntries) {

    public TphRequesterConfig {
        List<Problem> problems = problems("tph", interruptVector || deviceSpecific, location, tableEntries);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Bytes of the capability in configuration space, a multiple of 4. */
    public int sizeBytes() {
        int tableBytes = location == StTableLocation.CAPABILITY ? tableEntries * PciTphLayout.ST_ENTRY_BYTES : 0;
        return PciTphLayout.PCI_TPH_BASE_SIZEOF + ((tableBytes + 3) & ~3);
    }

    /** The Capability register, section 7.9.13.2. */
    public int capabilityRegister() {
        int register = PciTphLayout.PCI_TPH_CAP_ST_NS | location.bits() << PciTphLayout.LOC_SHIFT;
        register |= interruptVector ? PciTphLayout.PCI_TPH_CAP_ST_IV : 0;
        register |= deviceSpecific ? PciTphLayout.PCI_TPH_CAP_ST_DS : 0;
        register |= extended ? PciTphLayout.PCI_TPH_CAP_EXT_TPH : 0;
        return register | Math.max(0, tableEntries - 1) << PciTphLayout.PCI_TPH_CAP_ST_SHIFT;
    }

    /** The rules of section 7.9.13.2 that a combination breaks; {@code tagModes} means any mode other than No ST. */
    public static List<Problem> problems(String source, boolean tagModes, StTableLocation location, int entries) {
        List<Problem> problems = new ArrayList<>();
        if (location == StTableLocation.RESERVED) {
            problems.add(problem(source, "ST table location 11b is reserved; allowed: none, capability, msi-x", ""));
        }
        if (!tagModes && location != StTableLocation.NONE) {
            problems.add(problem(
                    source,
                    "a function with No ST mode only has no ST table, but the location is " + location,
                    "add a mode or set the location to none"));
        }
        int most = location == StTableLocation.CAPABILITY
                ? PciTphLayout.MAX_CAPABILITY_ENTRIES
                : PciTphLayout.MAX_MSIX_ENTRIES;
        if (location == StTableLocation.NONE && entries != 0) {
            problems.add(problem(source, "an ST table of " + entries + " entries needs a location", ""));
        } else if (location != StTableLocation.NONE && (entries < 1 || entries > most)) {
            problems.add(problem(
                    source,
                    "ST table size is " + entries + "; allowed at location " + location + ": 1 to " + most,
                    ""));
        }
        return problems;
    }

    private static Problem problem(String source, String message, String hint) {
        return new Problem(source, 0, 0, message, hint);
    }
}
