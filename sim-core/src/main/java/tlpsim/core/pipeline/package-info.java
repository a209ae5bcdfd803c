/**
 * The two processes, the rings between them, promises and feedback. What a run is made of:
 *
 * <pre>{@code
 *       Source process                                                 Memory process
 *  +---------------------------+   claim, publish    waitFor   +------------------------------+
 *  | DeviceModel               |     +-------------------+     | ReceivePort, HostCompleter   |
 *  |   packets -> TLPs         |     | TlpRing           |     |   decode hint -> place line  |
 *  |   ST look-up -> TH PH ST  | --> |   batches of real | --> | HostMemory                   |
 *  | UpstreamPort              |     |   header bytes    |     |   L2, LLC, DRAM              |
 *  |   FIFO, credits, link     |     +-------------------+     | ConsumerStage                |
 *  | FabricNetwork             |      sourcePromisePs  -->     |   cores read, later          |
 *  |   switches, root complex  |                               | PeerCompleter, PeerEngines   |
 *  | DirectedLink              |     +-------------------+     |   the same beside peers      |
 *  |   completions, doorbells  | <-- | MessageRing       | <-- |                              |
 *  +---------------------------+     |   feedback        |     +------------------------------+
 *                                    +-------------------+               | observations
 *                                   <--  memoryPromisePs                 v
 *                                                                LatencyRecorder
 * }</pre>
 *
 * <p>House rules. Every edge has one writer thread and one reader thread; fields stand under a comment that names the side that owns them. A writer
 * publishes messages first and raises its promise after; a reader reads the promise first and the ring after: what a promise covers is then in the
 * ring. No call on a ring or a promise blocks: full and empty are return values, and the loop of the agents decides how to wait. What is simulated never
 * depends on room in a ring, on batches, on threads or on wall time. Names that end in {@code Ps} are simulated picoseconds.
 *
 * <p>The protocol is told in {@code docs/architecture.md}; it is that of Chandy and Misra (1979) and Bryant (1977), conservative, with the latency of
 * links and of the way back as look-ahead.
 */
package tlpsim.core.pipeline;
