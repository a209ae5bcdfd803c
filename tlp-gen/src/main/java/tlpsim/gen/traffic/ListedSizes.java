package tlpsim.gen.traffic;

import java.math.BigInteger;
import tlpsim.gen.arrival.UnitMean;

/** Recorded sizes in order, from the beginning again after the last. */
public final class ListedSizes implements SizeSource {
    private final int[] sizes;
    private int position = -1;
    private long packet = -1;

    /** @param sizes layer 2 bytes without frame check sequence, at least one; kept, not copied */
    public ListedSizes(int[] sizes) {
        if (sizes.length == 0) {
            throw new IllegalArgumentException("a list of sizes needs at least one");
        }
        this.sizes = sizes;
    }

    @Override
    public void advance() {
        packet++;
        position = position + 1 == sizes.length ? 0 : position + 1;
    }

    @Override
    public int bytes() {
        return sizes[position];
    }

    @Override
    public long unit() {
        return packet;
    }

    @Override
    public boolean startsUnit() {
        return true;
    }

    @Override
    public boolean endsUnit() {
        return true;
    }

    @Override
    public UnitMean mean() {
        long sum = 0;
        for (int size : sizes) {
            sum += size;
        }
        return UnitMean.ofPackets(BigInteger.valueOf(sum), BigInteger.valueOf(sizes.length));
    }
}
