package tlpsim.gen.traffic;

import tlpsim.gen.arrival.ArrivalProcess;
import tlpsim.gen.arrival.PortShaper;

/**
 * The packets that reach a port, in order: when each has arrived, how large it is, its flow and its queue.
 *
 * <p>The packets of a message are due together and follow each other at port speed. Nothing here depends on feedback:
 * two variants of a scenario see the same packets. Not thread safe: owned by the device. No call allocates.
 */
public final class PacketSource {
    private final ArrivalProcess arrivals;
    private final PortShaper port;
    private final SizeSource sizes;
    private final FlowSource flows;
    private final FlowQueueMap queues;
    private long index = -1;
    private long duePs;
    private long arrivalPs;
    private long unit;
    private int bytes;
    private int flow;
    private boolean endsUnit;
    private boolean ended;

    public PacketSource(
            ArrivalProcess arrivals, PortShaper port, SizeSource sizes, FlowSource flows, FlowQueueMap queues) {
        if (flows.flows() > queues.flows()) {
            throw new IllegalArgumentException(
                    "every flow needs a queue: flows=" + flows.flows() + " mapped=" + queues.flows());
        }
        this.arrivals = arrivals;
        this.port = port;
        this.sizes = sizes;
        this.flows = flows;
        this.queues = queues;
    }

    /** Moves to the next packet. @return false when the arrivals have ended; the getters then keep their values */
    public boolean advance() {
        if (ended) {
            return false;
        }
        sizes.advance();
        if (sizes.startsUnit()) {
            long gapPs = arrivals.nextGapPs(sizes.unit());
            if (gapPs == ArrivalProcess.END) {
                ended = true;
                return false;
            }
            duePs += gapPs;
            unit = sizes.unit();
            flow = flows.flowAt(unit);
        }
        endsUnit = sizes.endsUnit();
        bytes = sizes.bytes();
        arrivalPs = port.receive(duePs, bytes);
        index++;
        return true;
    }

    /** Number of the packet, from 0; -1 before the first. */
    public long index() {
        return index;
    }

    /** When the last bit of the frame check sequence has been received. */
    public long arrivalPs() {
        return arrivalPs;
    }

    /** When the unit was due to start, before the port's limit. */
    public long duePs() {
        return duePs;
    }

    /** Layer 2 bytes without frame check sequence. */
    public int bytes() {
        return bytes;
    }

    public int flow() {
        return flow;
    }

    public int queue() {
        return queues.queueOf(flow);
    }

    /** The unit of arrival (packet or message) that the packet belongs to. */
    public long unit() {
        return unit;
    }

    public boolean endsUnit() {
        return endsUnit;
    }

    /** The queue of any unit, without moving; units are packets unless sizes are those of messages. */
    public int queueOfPacket(long unit) {
        return queues.queueOf(flows.flowAt(unit));
    }
}
