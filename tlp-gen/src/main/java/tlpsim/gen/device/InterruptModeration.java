package tlpsim.gen.device;

import tlpsim.gen.device.NicConfig.InterruptForm;

/**
 * When the completions of each queue are followed by an interrupt: at once if the last one is long enough ago or enough
 * completions have come together, else when the time is over. Owned by the Source process.
 */
final class InterruptModeration {
    private final InterruptForm form;
    private final long[] nextPs;
    private final int[] units;
    private final boolean[] timerPending;

    InterruptModeration(InterruptForm form, int queues) {
        this.form = form;
        nextPs = new long[queues];
        units = new int[queues];
        timerPending = new boolean[queues];
    }

    /** {@code count} completions were written. @return true if the interrupt is to be sent now */
    boolean completed(long timePs, int queue, int count) {
        units[queue] += count;
        return fires(timePs, queue);
    }

    /** The timer ran out. @return true if the interrupt is to be sent now */
    boolean expired(long timePs, int queue) {
        timerPending[queue] = false;
        return units[queue] > 0 && fires(timePs, queue);
    }

    private boolean fires(long timePs, int queue) {
        if (timePs < nextPs[queue] && units[queue] < form.moderationUnits()) {
            return false;
        }
        units[queue] = 0;
        nextPs[queue] = timePs + form.moderationPs();
        return true;
    }

    /** True if completions wait and no timer runs for them; the caller then starts one for {@link #timerPs}. */
    boolean armsTimer(int queue) {
        boolean arms = units[queue] > 0 && !timerPending[queue];
        timerPending[queue] |= arms;
        return arms;
    }

    /** When an interrupt of {@code queue} may be sent whatever the number of completions. */
    long timerPs(int queue) {
        return nextPs[queue];
    }
}
