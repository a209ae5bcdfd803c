package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.List;
import tlpsim.scenarios.wiring.Simulation;

/** Stops all simulations of a run that are under way, and those that would start later. Any thread. */
public final class InterruptSwitch {
    private final List<Simulation> running = new ArrayList<>();
    private boolean thrown;

    /** Stops everything. */
    public synchronized void interrupt() {
        thrown = true;
        running.forEach(Simulation::interrupt);
    }

    public synchronized boolean isInterrupted() {
        return thrown;
    }

    synchronized void register(Simulation simulation) {
        running.add(simulation);
        if (thrown) {
            simulation.interrupt();
        }
    }

    synchronized void remove(Simulation simulation) {
        running.remove(simulation);
    }
}
