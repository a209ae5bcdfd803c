package tlpsim.core.pipeline;

/** A process of the simulation, or a sink of it. Owned by the thread that calls {@link #doWork}. */
public interface SimulationAgent {
    /** Name in stall reports and thread names. */
    String roleName();

    /** Allows events before this time. Called between segments only, while no agent runs. */
    void allowUntil(long endPs);

    /** Does what is possible now and returns; never waits. @return the number of things done, 0 for none */
    int doWork();

    /** True when every event before the allowed end has been executed, and said so to the other side. */
    boolean isDone();

    /** Appends the state of every component, for the stall report. */
    void describe(StringBuilder text);
}
