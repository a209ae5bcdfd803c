package tlpsim.scenarios.topology;

import java.util.OptionalInt;

/**
 * What {@code ethtool -g}, {@code -l} and {@code -x} say about one interface now; absent where a text was not given or
 * says n/a.
 *
 * @param name   the interface
 * @param ring   receive descriptors per ring
 * @param queues queues that receive: combined channels and receive channels
 * @param table  entries of the indirection table
 */
public record EthtoolFacts(String name, OptionalInt ring, OptionalInt queues, OptionalInt table) {}
