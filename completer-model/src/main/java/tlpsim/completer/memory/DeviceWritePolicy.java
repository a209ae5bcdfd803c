package tlpsim.completer.memory;

import static tlpsim.completer.memory.WriteAction.IN_PLACE;
import static tlpsim.completer.memory.WriteAction.STASH;
import static tlpsim.completer.memory.WriteAction.TO_LLC;
import static tlpsim.completer.memory.WriteAction.TO_MEMORY;
import static tlpsim.completer.memory.WriteAction.TO_TARGET;

import java.util.Arrays;

/**
 * The decision table for device writes: a {@link WriteAction} for each kind of placement (row, {@link PlacementLayout})
 * and each place where the line may be found (column, {@code FOUND_} of {@link WriteOutcomeLayout}). Immutable.
 *
 * <p>Which rows are measured and which are assumed is said per preset in {@code docs/host-memory.md}.
 */
public final class DeviceWritePolicy {
    private static final int COLUMNS = WriteOutcomeLayout.FOUND_COUNT;

    private final WriteAction[] actions;

    private DeviceWritePolicy(WriteAction[] actions) {
        this.actions = actions;
    }

    /**
     * Intel DDIO: an LLC hit is updated in place, an L2 hit is invalidated and installed in the LLC (Purnal et al.,
     * USENIX Security 2022), a miss allocates in the I/O ways. Steered rows: {@link #steeredToTarget}.
     */
    public static DeviceWritePolicy ddio() {
        WriteAction[] untagged = {TO_LLC, TO_LLC, TO_LLC, IN_PLACE, IN_PLACE, TO_LLC};
        return steeredToTarget(untagged);
    }

    /**
     * No direct cache access: every copy is invalidated, every write goes to DRAM. Steered rows: {@link
     * #steeredToTarget}.
     */
    public static DeviceWritePolicy noDca() {
        WriteAction[] untagged = new WriteAction[COLUMNS];
        Arrays.fill(untagged, TO_MEMORY);
        return steeredToTarget(untagged);
    }

    /**
     * Without a tag as given; with one, in place where it already is in the target L2, else moved to the target.
     * Assumed.
     */
    private static DeviceWritePolicy steeredToTarget(WriteAction[] untagged) {
        WriteAction[] actions = new WriteAction[PlacementLayout.KINDS * COLUMNS];
        setRow(actions, PlacementLayout.NONE, untagged);
        setRow(actions, PlacementLayout.RETAIN, untagged);
        WriteAction[] row = new WriteAction[COLUMNS];
        Arrays.fill(row, TO_MEMORY);
        setRow(actions, PlacementLayout.BYPASS, row);
        Arrays.fill(row, TO_TARGET);
        row[WriteOutcomeLayout.FOUND_TARGET_L2] = IN_PLACE;
        setRow(actions, PlacementLayout.KIND_L2, row);
        Arrays.fill(row, STASH);
        row[WriteOutcomeLayout.FOUND_TARGET_L2] = IN_PLACE;
        setRow(actions, PlacementLayout.KIND_STASH, row);
        Arrays.fill(row, TO_TARGET);
        row[WriteOutcomeLayout.FOUND_LLC_IO_WAY] = IN_PLACE;
        row[WriteOutcomeLayout.FOUND_LLC_OTHER_WAY] = IN_PLACE;
        setRow(actions, PlacementLayout.KIND_LLC, row);
        return new DeviceWritePolicy(actions);
    }

    private static void setRow(WriteAction[] actions, int kind, WriteAction[] row) {
        System.arraycopy(row, 0, actions, kind * COLUMNS, COLUMNS);
    }

    /**
     * This table with one cell changed.
     *
     * @throws IllegalArgumentException where the action makes no sense in that cell
     */
    public DeviceWritePolicy with(int kind, int found, WriteAction action) {
        if (found == WriteOutcomeLayout.FOUND_NOWHERE && action == IN_PLACE) {
            throw new IllegalArgumentException("a line in no cache cannot be updated in place");
        }
        if (kind < PlacementLayout.KIND_L2 && (action == TO_TARGET || action == STASH)) {
            throw new IllegalArgumentException("a placement without a target cannot use " + action);
        }
        WriteAction[] copy = actions.clone();
        copy[kind * COLUMNS + found] = action;
        return new DeviceWritePolicy(copy);
    }

    /** This table with one action for every place where a line can be found in a cache. The miss stays. */
    public DeviceWritePolicy withHits(int kind, WriteAction action) {
        DeviceWritePolicy result = this;
        for (int found = 1; found < COLUMNS; found++) {
            result = result.with(kind, found, action);
        }
        return result;
    }

    public WriteAction action(int kind, int found) {
        return actions[kind * COLUMNS + found];
    }
}
