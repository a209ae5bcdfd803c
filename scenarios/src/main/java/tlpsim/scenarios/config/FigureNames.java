package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures that an expectation may name. They are computed from results, of which scenarios know nothing but these names. */
public final class FigureNames {
    private final boolean open;
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    /**
     * A figure.
     *
     * @param unit       as in reports; may be empty
     * @param byWorkload whether it exists for one workload alone
     */
    public record Figure(String unit, boolean byWorkload) {}

    private FigureNames(boolean open) {
        this.open = open;
    }

    /** Where no result is computed from the scenario: any name is taken. */
    public static FigureNames any() {
        return new FigureNames(true);
    }

    /** None yet. */
    public static FigureNames none() {
        return new FigureNames(false);
    }

    /** Adds a figure. */
    public FigureNames with(String name, Figure figure) {
        figures.put(name, figure);
        return this;
    }

    boolean isOpen() {
        return open;
    }

    List<String> names() {
        return new ArrayList<>(figures.keySet());
    }

    Optional<Figure> find(String name) {
        return Optional.ofNullable(figures.get(name));
    }
}
