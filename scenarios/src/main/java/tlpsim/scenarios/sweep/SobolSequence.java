package tlpsim.scenarios.sweep;

/**
 * Points that fill a cube evenly, whatever their number. Direction numbers after Joe and Kuo, "Constructing Sobol sequences with better two-dimensional
 * projections", SIAM J. Sci. Comput. 30 (2008), table new-joe-kuo-6.21201. The point at the origin is left out.
 */
public final class SobolSequence {
    /** Dimensions that the table below reaches. */
    public static final int MOST_DIMENSIONS = 10;

    private static final int BITS = 30;
    /** By dimension from the second on: degree s, coefficients a, then m_1 to m_s. */
    private static final int[][] TABLE = {
        {1, 0, 1},
        {2, 1, 1, 3},
        {3, 1, 1, 3, 1},
        {3, 2, 1, 1, 1},
        {4, 1, 1, 1, 3, 3},
        {4, 4, 1, 3, 5, 13},
        {5, 2, 1, 1, 5, 5, 17},
        {5, 4, 1, 1, 5, 5, 5},
        {5, 7, 1, 1, 7, 11, 19},
    };

    private final int[][] directions;
    private final int[] state;
    private int index;

    /** @param dimensions 1 to {@value #MOST_DIMENSIONS} */
    public SobolSequence(int dimensions) {
        directions = new int[dimensions][];
        state = new int[dimensions];
        for (int dimension = 0; dimension < dimensions; dimension++) {
            directions[dimension] = directions(dimension);
        }
    }

    private static int[] directions(int dimension) {
        int[] v = new int[BITS];
        if (dimension == 0) {
            for (int bit = 0; bit < BITS; bit++) {
                v[bit] = 1 << BITS - 1 - bit;
            }
            return v;
        }
        int[] row = TABLE[dimension - 1];
        int degree = row[0];
        for (int bit = 0; bit < BITS; bit++) {
            if (bit < degree) {
                v[bit] = row[2 + bit] << BITS - 1 - bit;
                continue;
            }
            int next = v[bit - degree] ^ v[bit - degree] >>> degree;
            for (int term = 1; term < degree; term++) {
                if ((row[1] >>> degree - 1 - term & 1) != 0) {
                    next ^= v[bit - term];
                }
            }
            v[bit] = next;
        }
        return v;
    }

    /** The next point: numbers from 0 to below 1. */
    public double[] next() {
        int bit = Integer.numberOfTrailingZeros(~index);
        index++;
        double[] point = new double[state.length];
        for (int dimension = 0; dimension < state.length; dimension++) {
            state[dimension] ^= directions[dimension][bit];
            point[dimension] = (double) state[dimension] / (1 << BITS);
        }
        return point;
    }
}
