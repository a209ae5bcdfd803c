package tlpsim.gen.device;

/** A device whose queues a driver restarts while traffic goes on. */
public interface QueueRestart {
    /** Packets that arrive for {@code queue} before {@code untilPs} are dropped; what was accepted before goes its way. Owner: the Source process. */
    void restart(int queue, long untilPs);
}
