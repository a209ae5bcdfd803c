package tlpsim.completer.host;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.completer.host.MemoryRig.NS;

import org.junit.jupiter.api.Test;
import tlpsim.completer.host.MemoryRig.Setup;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.tph.TphCompleterSupport;

/** A root port that also routes between ports says when each host-bound request has left its FIFO: what waits behind goes on then. */
final class MixedRootPortTest {
    private static final long END = 1_000_000 * NS;

    private static MemoryRig rig(long acceptanceReturnPs) {
        return new Setup()
                .rootPort(TphCompleterSupport.TPH, new ReceiveWindow(0, 0, 300 * NS, acceptanceReturnPs))
                .build();
    }

    @Test
    void everyRequestThatReachesTheHostIsCountedInOrder() {
        MemoryRig rig = rig(400 * NS);
        rig.tlp(1_000 * NS, AccessKind.PAYLOAD, 0, 0).send();
        rig.tlp(1_005 * NS, AccessKind.FLUSH_READ, 0, 0).send();
        rig.tlp(1_010 * NS, AccessKind.PAYLOAD, 0, 0).tag16(0x123).send();
        rig.tlp(1_015 * NS, AccessKind.PAYLOAD, 0, 0)
                .lost(HintOutcome.PREFIX_BLOCKED)
                .send();
        rig.tlp(1_020 * NS, AccessKind.INTERRUPT, 0, 0).bytes(4).send();
        rig.run(END);
        assertThat(rig.feedbackText())
                .containsExactly(
                        "accepted port 0 count 1 at 1400",
                        "accepted port 0 count 2 at 1405",
                        "read queue 0 from 0 bytes 64 at 1600",
                        "accepted port 0 count 3 at 1410",
                        "accepted port 0 count 4 at 1420");
    }

    @Test
    void timesNeverFallBehindAWriteThatWaitedForThePool() {
        MemoryRig rig = rig(1 * NS);
        for (int write = 0; write < 300; write++) {
            rig.tlp(1_000 * NS, AccessKind.PAYLOAD, 0, 0).bytes(256).send();
        }
        rig.tlp(1_001 * NS, AccessKind.FLUSH_READ, 0, 0).send();
        rig.run(END);
        long lastPs = 0;
        long count = 0;
        for (MemoryRig.Feedback message : rig.feedback()) {
            if (message.completer() == 0 && message.toString().startsWith("accepted")) {
                assertThat(message.effectivePs()).isGreaterThanOrEqualTo(lastPs);
                lastPs = message.effectivePs();
                assertThat(message.payload()).isEqualTo(++count);
            }
        }
        assertThat(count).isEqualTo(301);
        assertThat(lastPs).isGreaterThan(1_300 * NS);
    }

    @Test
    void theWayBackIsNoShorterThanPromised() {
        assertThat(rig(400 * NS).memory.minReturnPs()).isEqualTo(200 * NS);
        assertThat(rig(7 * NS).memory.minReturnPs()).isEqualTo(7 * NS);
    }

    @Test
    void anOrdinaryPortSaysNothing() {
        MemoryRig rig = rig(0);
        rig.tlp(1_000 * NS, AccessKind.PAYLOAD, 0, 0).send();
        rig.run(END);
        assertThat(rig.feedbackText()).isEmpty();
    }

    @Test
    void aFlushReadOfTheHostTouchesNoLine() {
        MemoryRig rig = rig(0);
        rig.tlp(1_000 * NS, AccessKind.PAYLOAD, 0, 0).send();
        rig.tlp(1_010 * NS, AccessKind.FLUSH_READ, 0, 0).bytes(4).send();
        rig.run(END);
        assertThat(rig.feedbackText()).containsExactly("read queue 0 from 0 bytes 4 at 1600");
        for (long lines : rig.memory.host().readCounters()) {
            assertThat(lines).isZero();
        }
    }
}
