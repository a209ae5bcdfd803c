package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tlpsim.core.fabric.NetworkRig.Got;
import tlpsim.core.fabric.NetworkRig.Send;
import tlpsim.core.pipeline.TlpRecordLayout;

final class FabricNetworkTest {
    private static final int DRAWS = 250;
    private static final long EMIT_PS = 2_000_000;
    private static final long END_PS = 60_000_000;

    private record Drawn(Topology topology, int[] nodes, List<List<Send>> sends, long[] servicePs) {
        NetworkRig rig(int slots) {
            return new NetworkRig(topology, slots, nodes, sends, servicePs, END_PS);
        }
    }

    private static Drawn draw(long seed, boolean relaxed) {
        Random random = new Random(seed);
        List<Integer> requesters = new ArrayList<>();
        Topology topology = TopologyDraw.drawn(random, requesters).build();
        List<List<Send>> sends = new ArrayList<>();
        for (int node : requesters) {
            int own = topology.nodes().get(node).peer() + 1;
            List<Send> list = new ArrayList<>();
            long[] times =
                    random.longs(20 + random.nextInt(60), 0, EMIT_PS).sorted().toArray();
            for (long time : times) {
                int destination = random.nextInt(topology.peers() + 1);
                if (destination == own) {
                    destination = 0;
                }
                int bytes = random.nextInt(8) == 0 ? 0 : 4 + 4 * random.nextInt(64);
                int flags = !relaxed || bytes == 0
                        ? 0
                        : new int[] {0, TlpRecordLayout.FLAG_RELAXED, TlpRecordLayout.FLAG_IDO}[random.nextInt(3)];
                list.add(new Send(time, destination, bytes, flags));
            }
            sends.add(list);
        }
        long[] servicePs =
                random.longs(topology.rootPorts() + topology.peers(), 1, 40_000).toArray();
        return new Drawn(
                topology, requesters.stream().mapToInt(Integer::intValue).toArray(), sends, servicePs);
    }

    @Test
    void everyRequestComesOutOnceInOrderOfArrivalWhateverTheTree() {
        for (long seed = 1; seed <= DRAWS; seed++) {
            Drawn drawn = draw(seed, seed % 2 == 0);
            NetworkRig rig = drawn.rig(16).run(null);
            int emitted = drawn.sends().stream().mapToInt(List::size).sum();
            assertThat(rig.got).as("seed %d", seed).hasSize(emitted);
            assertThat(rig.got.stream()
                            .map(one -> one.device() + "/" + one.unit())
                            .distinct()
                            .count())
                    .as("seed %d", seed)
                    .isEqualTo(emitted);
            for (Got one : rig.got) {
                Send send = drawn.sends().get(one.device()).get((int) one.unit());
                int rootPort = drawn.topology().rootPortOf(drawn.nodes()[one.device()]);
                int expected =
                        send.destination() == 0 ? rootPort : drawn.topology().rootPorts() + send.destination() - 1;
                assertThat(one.receiver()).as("seed %d %s", seed, one).isEqualTo(expected);
            }
        }
    }

    @Test
    void strictRequestsOfOneDeviceReachEachCompleterInOrder() {
        for (long seed = 1; seed <= DRAWS; seed++) {
            NetworkRig rig = draw(seed, true).rig(16).run(null);
            Map<String, Long> last = new HashMap<>();
            for (Got one : rig.got) {
                if ((one.flags() & (TlpRecordLayout.FLAG_RELAXED | TlpRecordLayout.FLAG_IDO)) == 0) {
                    Long before = last.put(one.device() + ">" + one.receiver(), one.unit());
                    assertThat(before == null || before < one.unit())
                            .as("seed %d %s after %s", seed, one, before)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void readsGetOneCompletionEach() {
        for (long seed = 1; seed <= DRAWS; seed++) {
            Drawn drawn = draw(seed, false);
            NetworkRig rig = drawn.rig(16).run(null);
            for (int sender = 0; sender < drawn.sends().size(); sender++) {
                long reads = drawn.sends().get(sender).stream()
                        .filter(send -> send.payloadBytes() == 0)
                        .count();
                assertThat(rig.senders[sender].completions).as("seed %d", seed).hasSize((int) reads);
            }
        }
    }

    @Test
    void ringSizeAndPaceOfMemoryChangeNothing() {
        for (long seed = 1; seed <= DRAWS; seed++) {
            Drawn drawn = draw(seed, true);
            NetworkRig plain = drawn.rig(64).run(null);
            NetworkRig small = drawn.rig(1).run(null);
            NetworkRig slow = drawn.rig(4).run(new Random(seed));
            assertThat(small.got).as("seed %d", seed).isEqualTo(plain.got);
            assertThat(slow.got).as("seed %d", seed).isEqualTo(plain.got);
            assertThat(small.digest()).as("seed %d", seed).isEqualTo(plain.digest());
            assertThat(slow.digest()).as("seed %d", seed).isEqualTo(plain.digest());
        }
    }

    @Test
    void bytesOfLinksAddUp() {
        for (long seed = 1; seed <= DRAWS; seed++) {
            Drawn drawn = draw(seed, false);
            NetworkRig rig = drawn.rig(16).run(null);
            long delivered = rig.got.stream()
                    .mapToLong(one -> drawn.sends()
                            .get(one.device())
                            .get((int) one.unit())
                            .payloadBytes())
                    .sum();
            long started = 0;
            for (UpstreamPort port : rig.fabric.ports()) {
                started += port.counters()[PortCounter.PAYLOAD_BYTES];
            }
            assertThat(started).as("seed %d", seed).isEqualTo(delivered);
            for (int peer = 0; peer < drawn.topology().peers(); peer++) {
                int receiver = drawn.topology().rootPorts() + peer;
                int edge = drawn.topology()
                        .nodes()
                        .get(drawn.topology().nodeOfPeer(peer))
                        .edge();
                long toPeer = rig.at(receiver).stream()
                        .mapToLong(one -> drawn.sends()
                                .get(one.device())
                                .get((int) one.unit())
                                .payloadBytes())
                        .sum();
                assertThat(rig.fabric.links()[edge].counters()[PortCounter.PAYLOAD_BYTES])
                        .as("seed %d peer %d", seed, peer)
                        .isEqualTo(toPeer);
            }
        }
    }
}
