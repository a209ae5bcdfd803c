package tlpsim.gen.traffic;

/** What a cumulative table says about sizes between its points. */
public enum Interpolation {
    /** Nothing lies between: each size carries the rise up to it. */
    STEP,
    /** The rise is spread evenly over the integers above the point before, up to the point. */
    LINEAR,
    /** STEP where the table states a mean or starts above 0, else LINEAR. */
    AUTO
}
