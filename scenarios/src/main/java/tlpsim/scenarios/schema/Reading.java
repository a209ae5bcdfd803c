package tlpsim.scenarios.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tlpsim.core.problem.Problem;

/** What reading one text has found: values and positions by path, problems, and which values cannot be trusted. */
public final class Reading {
    private final Position root;
    private final List<Problem> problems;
    private final Map<String, Position> positions = new HashMap<>();
    /** The written key of a value that a spreading key gives. */
    private final Map<String, String> spread = new HashMap<>();

    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final List<ResolvedValue> resolved = new ArrayList<>();
    private int muted;

    Reading(Position root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The path's position, or that of the nearest enclosing mapping that the user wrote. */
    public Position position(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            Position position = positions.get(at);
            if (position != null) {
                return position;
            }
        }
        return root;
    }

    /** Whether the user gave the value at a path, or the mapping that encloses it. */
    public boolean isGiven(String path) {
        return positions.containsKey(path);
    }

    /** The value at a path, or null where it has not been read. */
    public Object value(String path) {
        return values.get(path);
    }

    /**
     * Whether a problem has been reported for the value or for one that encloses it, so that nothing may be concluded
     * from it.
     */
    public boolean isBroken(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            if (broken.contains(at)) {
                return true;
            }
        }
        return broken.contains("");
    }

    /**
     * Reports a problem at the path, or, where it has its default, at the first of the others that was given, unless
     * one of the values that it concerns is broken already.
     */
    public void conflict(String message, String hint, String path, String... others) {
        boolean known = isBroken(path);
        for (String other : others) {
            known |= isBroken(other);
        }
        if (!known) {
            String at = path;
            for (int i = 0; !isGiven(at) && i < others.length; i++) {
                at = isGiven(others[i]) ? others[i] : at;
            }
            problems.add(position(at).problem(named(path, message), hint));
        }
    }

    private String named(String path, String message) {
        return path.isEmpty() ? message : spread.getOrDefault(path, path) + ": " + message;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** All values, in the order of their declarations. */
    public List<ResolvedValue> resolved() {
        return Collections.unmodifiableList(resolved);
    }

    void report(String path, Position position, String message, String hint) {
        broken.add(path);
        if (muted == 0) {
            problems.add(position.problem(named(path, message), hint));
        }
    }

    /** From now on problems only mark their paths, until {@link #unmute}. */
    void mute() {
        muted++;
    }

    void unmute() {
        muted--;
    }

    void spread(String path, String written) {
        spread.put(path, written);
    }

    void positioned(String path, Position position) {
        positions.put(path, position);
    }

    void read(String path, Object value) {
        values.put(path, value);
    }

    void resolve(ResolvedValue value) {
        if (muted == 0) {
            resolved.add(value);
        }
    }

    void breakAt(String path) {
        broken.add(path);
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
