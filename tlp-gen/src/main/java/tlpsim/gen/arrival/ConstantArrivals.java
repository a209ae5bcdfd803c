package tlpsim.gen.arrival;

/** One unit per exact step: unit i is due at {@code phasePs + floor(i * step)}, without drift. */
public final class ConstantArrivals implements ArrivalProcess {
    private final FractionalPs step;
    private final long phasePs;

    public ConstantArrivals(FractionalPs step, long phasePs) {
        this.step = step.fresh();
        this.phasePs = phasePs;
    }

    @Override
    public long nextGapPs(long index) {
        return index == 0 ? phasePs : step.next();
    }
}
