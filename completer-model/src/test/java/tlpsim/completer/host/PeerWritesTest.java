package tlpsim.completer.host;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.completer.host.MemoryRig.NS;

import org.junit.jupiter.api.Test;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.host.MemoryRig.Setup;
import tlpsim.completer.peer.PeerConfig;
import tlpsim.completer.peer.PeerCounter;
import tlpsim.completer.peer.PeerPortConfig;
import tlpsim.completer.peer.PeerTagConfig;
import tlpsim.completer.peer.PeerWriteLayout;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.vfio.PeerTagSemantics;
import tlpsim.core.vfio.PeerTagUse.Fate;

/** Writes and reads of devices at a peer: where they go, when they are visible, what comes back. Times by hand from {@link MemoryRig}'s figures. */
final class PeerWritesTest {
    private static final QueuePlaces PAYLOAD_AT_PEER = new QueuePlaces(0, 1, 1, 0);
    private static final QueuePlaces ALL_AT_PEER = new QueuePlaces(1, 1, 1, 1);
    private static final long END = 1_000_000 * NS;
    private static final int PAYLOAD = AccessKind.PAYLOAD.ordinal();

    private static MemoryRig rig(PeerConfig peer) {
        return new Setup().peer(peer).queues(PAYLOAD_AT_PEER).build();
    }

    private static PeerConfig supporting(TphCompleterSupport support) {
        return MemoryRig.with(
                MemoryRig.peer(),
                new PeerPortConfig(new ReceiveWindow(0, 0, 250 * NS), 256, MemoryRig.rules(support, false)));
    }

    private static RigTlp payload(MemoryRig rig, long arrivalPs) {
        return rig.tlp(arrivalPs, AccessKind.PAYLOAD, 0, 0);
    }

    private static long delayPs(MemoryRig rig) {
        return rig.memory.paths().visibleDelayPs()[PAYLOAD];
    }

    private static long lines(MemoryRig rig, int outcome) {
        return rig.memory.peers()[0].writeCounters()[PAYLOAD * PeerWriteLayout.COUNT + outcome];
    }

    private static long counter(MemoryRig rig, int counter) {
        return rig.memory.peers()[0].counters()[counter];
    }

    private static long count(MemoryRig rig, int hop, int asked, HintOutcome outcome) {
        return rig.memory.paths().outcomes()[rig.memory.paths().index(0, PAYLOAD, hop, asked, outcome.ordinal())];
    }

    @Test
    void aWriteWithoutAHintGoesToMemoryAndWaitsForItsTransfer() {
        MemoryRig rig = rig(MemoryRig.peer());
        payload(rig, 1_000 * NS).bytes(256).send();
        rig.run(END);
        assertThat(delayPs(rig)).isEqualTo(304 * NS);
        assertThat(lines(rig, PeerWriteLayout.MISS_TO_MEMORY)).isEqualTo(4);
        assertThat(counter(rig, PeerCounter.MEMORY_WRITE_BYTES)).isEqualTo(256);
        assertThat(count(rig, 3, AskedHint.PLAIN, HintOutcome.PLAIN)).isEqualTo(1);
    }

    @Test
    void aHonouredHintLeadsIntoTheCache() {
        for (int asked : new int[] {AskedHint.PH_ONLY, AskedHint.TAGGED8, AskedHint.TAGGED16}) {
            MemoryRig rig = rig(MemoryRig.peer());
            RigTlp write = payload(rig, 1_000 * NS);
            HintOutcome outcome = HintOutcome.ofCode(asked);
            switch (asked) {
                case AskedHint.PH_ONLY -> write.phOnly();
                case AskedHint.TAGGED8 -> write.tag8(0x2A);
                default -> write.tag16(0x123);
            }
            write.send();
            rig.run(END);
            assertThat(delayPs(rig)).as(outcome.label()).isEqualTo(150 * NS);
            assertThat(lines(rig, PeerWriteLayout.MISS_TO_CACHE)).isEqualTo(1);
            assertThat(count(rig, 3, asked, outcome)).isEqualTo(1);
            assertThat(counter(rig, PeerCounter.MEMORY_WRITE_BYTES)).isZero();
        }
    }

    @Test
    void aPeerWithoutSupportTreatsAHintAsNone() {
        MemoryRig rig = rig(supporting(TphCompleterSupport.NONE));
        payload(rig, 1_000 * NS).tag8(0x2A).send();
        rig.run(END);
        assertThat(delayPs(rig)).isEqualTo(301 * NS);
        assertThat(count(rig, 3, AskedHint.TAGGED8, HintOutcome.HINT_IGNORED)).isEqualTo(1);
    }

    @Test
    void aPrefixThatThePeerDoesNotKnowIsLostAndItsCreditsComeBack() {
        PeerPortConfig port = new PeerPortConfig(
                new ReceiveWindow(8, 0, 250 * NS), 256, MemoryRig.rules(TphCompleterSupport.TPH, false));
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), port));
        payload(rig, 1_000 * NS).tag16(0x123).last(64).send();
        rig.run(END);
        assertThat(count(rig, 3, AskedHint.TAGGED16, HintOutcome.UNSUPPORTED_REQUEST))
                .isEqualTo(1);
        assertThat(rig.memory.peers()[0].portCounters()[ReceiveCounter.LOST]).isEqualTo(1);
        assertThat(rig.feedbackText()).containsExactly("credit port 1 headers 1 at 1250");
    }

    @Test
    void whatThePathLostIsCountedThereAndComesToNobody() {
        PeerPortConfig port = new PeerPortConfig(
                new ReceiveWindow(8, 0, 250 * NS), 256, MemoryRig.rules(TphCompleterSupport.EXTENDED, false));
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), port));
        payload(rig, 1_000 * NS).tag16(0x123).lost(HintOutcome.PREFIX_BLOCKED).send();
        rig.run(END);
        assertThat(count(rig, 1, AskedHint.TAGGED16, HintOutcome.PREFIX_BLOCKED))
                .isEqualTo(1);
        assertThat(rig.memory.peers()[0].portCounters()[ReceiveCounter.LOST]).isZero();
        assertThat(rig.feedbackText()).isEmpty();
    }

    @Test
    void aStrippedHintCountsWhereItWasStripped() {
        MemoryRig rig = rig(MemoryRig.peer());
        payload(rig, 1_000 * NS).tag16(0x123).stripped().send();
        rig.run(END);
        assertThat(count(rig, 1, AskedHint.TAGGED16, HintOutcome.HINT_STRIPPED)).isEqualTo(1);
        assertThat(delayPs(rig)).isEqualTo(301 * NS);
    }

    @Test
    void onlyTheExportedTagOfItsNamespaceIsTheRightOperation() {
        PeerConfig peer = MemoryRig.with(
                MemoryRig.peer(), new PeerTagConfig(PeerTagSemantics.OPERATION, 0x2A, PeerTagConfig.ABSENT, false));
        MemoryRig rig = rig(peer);
        payload(rig, 1_000 * NS).tag8(0x2A).send();
        payload(rig, 1_010 * NS).phOnly().send();
        payload(rig, 1_020 * NS).send();
        rig.run(2_000 * NS);
        assertThat(counter(rig, PeerCounter.WRONG_OPERATIONS)).isZero();
        payload(rig, 2_000 * NS).tag8(0x2B).send();
        payload(rig, 2_010 * NS).tag16(0x12A).send();
        payload(rig, 2_020 * NS).tag8(0x2A).stripped().send();
        rig.run(END);
        assertThat(counter(rig, PeerCounter.WRONG_OPERATIONS)).isEqualTo(3);
        assertThat(fates(rig)).isEqualTo("INTACT 1, STRIPPED 1, WRONG_NAMESPACE 2");
    }

    @Test
    void aTagThatWasTakenBackIsStaleUntilItIsGivenOutAgain() {
        PeerTagConfig tags = new PeerTagConfig(PeerTagSemantics.OPERATION, 0x2A, 0x12A, false);
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), tags));
        rig.memory.schedulePeerTags(1_500 * NS, 0, PeerTagConfig.ABSENT, PeerTagConfig.ABSENT);
        rig.memory.schedulePeerTags(2_500 * NS, 0, 0x2B, PeerTagConfig.ABSENT);
        rig.memory.schedulePeerTags(3_500 * NS, 0, 0x2A, 0xFFFF);
        payload(rig, 1_500 * NS).tag8(0x2A).send();
        payload(rig, 2_000 * NS).tag8(0x2A).send();
        payload(rig, 2_510 * NS).tag16(0x12A).send();
        payload(rig, 3_000 * NS).tag8(0x2B).send();
        payload(rig, 3_500 * NS).tag8(0x2B).send();
        payload(rig, 3_510 * NS).tag8(0x2A).send();
        payload(rig, 3_520 * NS).tag8(0x2B).send();
        payload(rig, 3_530 * NS).tag16(0xFFFF).send();
        rig.run(END);
        assertThat(fates(rig)).isEqualTo("INTACT 5, STALE 3");
        assertThat(counter(rig, PeerCounter.WRONG_OPERATIONS)).isEqualTo(3);
    }

    @Test
    void anEightBitTagThatOtherMemoryHasTooIsAliased() {
        PeerTagConfig tags = new PeerTagConfig(PeerTagSemantics.PLACEMENT, 0x2A, 0x12A, true);
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), tags));
        payload(rig, 1_000 * NS).tag8(0x2A).send();
        payload(rig, 1_010 * NS).tag16(0x12A).send();
        rig.run(END);
        assertThat(fates(rig)).isEqualTo("INTACT 1, ALIASED 1");
        assertThat(counter(rig, PeerCounter.WRONG_OPERATIONS)).isZero();
    }

    @Test
    void aTagThatWasDueAndNotSentIsStrippedUnlessItIsZero() {
        PeerTagConfig tags = new PeerTagConfig(PeerTagSemantics.OPERATION, 0x2A, PeerTagConfig.ABSENT, false);
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), tags));
        rig.memory.schedulePeerTags(2_000 * NS, 0, 0, PeerTagConfig.ABSENT);
        payload(rig, 1_000 * NS).tagDue().send();
        payload(rig, 1_010 * NS).phOnly().tagDue().send();
        payload(rig, 2_010 * NS).phOnly().tagDue().send();
        payload(rig, 2_020 * NS).tagDue().send();
        rig.run(END);
        assertThat(fates(rig)).isEqualTo("INTACT 1, STRIPPED 3");
    }

    private static String fates(MemoryRig rig) {
        return java.util.Arrays.stream(Fate.values())
                .filter(fate -> counter(rig, PeerCounter.FATES + fate.ordinal()) > 0)
                .map(fate -> fate + " " + counter(rig, PeerCounter.FATES + fate.ordinal()))
                .collect(java.util.stream.Collectors.joining(", "));
    }

    @Test
    void perfectTagsAreWhatWasAskedForWhateverIsLeft() {
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), false, true));
        payload(rig, 1_000 * NS).tag16(0x123).stripped().send();
        payload(rig, 2_000 * NS).from(64).send();
        rig.run(END);
        assertThat(lines(rig, PeerWriteLayout.MISS_TO_CACHE)).isEqualTo(1);
        assertThat(lines(rig, PeerWriteLayout.MISS_TO_MEMORY)).isEqualTo(1);
    }

    @Test
    void inTheIdealBoundEveryWriteIsVisibleAsFastAsAny() {
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), true, false));
        payload(rig, 1_000 * NS).bytes(256).send();
        rig.run(END);
        assertThat(delayPs(rig)).isEqualTo(150 * NS);
        assertThat(counter(rig, PeerCounter.MEMORY_WRITE_BYTES)).isZero();
    }

    @Test
    void aFullPoolHoldsTheNextWriteAndItsCredits() {
        PeerPortConfig port = new PeerPortConfig(
                new ReceiveWindow(8, 0, 250 * NS), 1, MemoryRig.rules(TphCompleterSupport.EXTENDED, false));
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), port));
        payload(rig, 1_000 * NS).send();
        payload(rig, 1_010 * NS).from(64).send();
        rig.run(END);
        // The first is visible at 1301 ns; the second is taken then and visible 300 ns later.
        assertThat(rig.feedbackText())
                .containsExactly("credit port 1 headers 1 at 1250", "credit port 1 headers 1 at 1551");
        long[] counters = rig.memory.peers()[0].portCounters();
        assertThat(counters[ReceiveCounter.POOL_WAIT_PS]).isEqualTo(291 * NS);
        assertThat(delayPs(rig)).isEqualTo((301 + 591) * NS);
    }

    @Test
    void aWriteWaitsForEarlierOnesUnlessItMayPass() {
        MemoryRig rig = rig(MemoryRig.peer());
        payload(rig, 1_000 * NS).send();
        payload(rig, 1_010 * NS).from(64).tag8(1).send();
        payload(rig, 1_020 * NS).from(128).tag8(1).relaxed().send();
        rig.run(END);
        assertThat(delayPs(rig)).isEqualTo((301 + 291 + 150) * NS);
        assertThat(rig.memory.peers()[0].portCounters()[ReceiveCounter.ORDERING_WAIT_PS])
                .isEqualTo(141 * NS);
    }

    @Test
    void aReadWaitsForEarlierWritesAndThenForCacheOrMemory() {
        MemoryRig rig = new Setup().peer(MemoryRig.peer()).queues(ALL_AT_PEER).build();
        payload(rig, 1_000 * NS).send();
        rig.tlp(1_010 * NS, AccessKind.DESCRIPTOR, 0, 0).send();
        payload(rig, 3_000 * NS).from(64).tag8(0).send();
        rig.tlp(3_010 * NS, AccessKind.DATA_READ, 0, 0).from(64).send();
        rig.run(END);
        // Visible at 1301 ns, then memory; visible at 3150 ns, then the cache.
        assertThat(rig.feedbackText())
                .containsExactly("read queue 0 from 1 bytes 64 at 1601", "read queue 0 from 1 bytes 64 at 3300");
        assertThat(counter(rig, PeerCounter.DEVICE_MISSES)).isEqualTo(1);
        assertThat(counter(rig, PeerCounter.DEVICE_HITS)).isEqualTo(1);
        assertThat(counter(rig, PeerCounter.MEMORY_READ_BYTES)).isEqualTo(64);
    }

    @Test
    void aReadFromMemoryWaitsForTheTransfersBeforeIt() {
        MemoryRig rig = new Setup().peer(MemoryRig.peer()).queues(ALL_AT_PEER).build();
        for (int write = 0; write < 100; write++) {
            payload(rig, 1_000 * NS).bytes(512).from(512L * write).relaxed().send();
        }
        rig.tlp(1_000 * NS, AccessKind.DESCRIPTOR, 0, 0).send();
        rig.run(END);
        // 800 lines before it and one of its own, a nanosecond each; the pool of 256 lines is no faster.
        MemoryRig.Feedback ready = rig.feedback().get(0);
        assertThat(ready.effectivePs()).isGreaterThanOrEqualTo((1_000 + 801 + 300) * NS);
    }

    @Test
    void aFlushReadProvesThatTheWritesBeforeItAreVisibleAndTouchesNoLine() {
        MemoryRig rig = rig(MemoryRig.peer());
        payload(rig, 1_000 * NS).send();
        rig.tlp(1_010 * NS, AccessKind.FLUSH_READ, 0, 0).bytes(4).send();
        rig.run(END);
        assertThat(rig.feedbackText()).containsExactly("read queue 0 from 1 bytes 4 at 1451");
        assertThat(counter(rig, PeerCounter.DEVICE_HITS)).isZero();
        assertThat(counter(rig, PeerCounter.DEVICE_MISSES)).isZero();
    }

    @Test
    void aRejectedReadIsAnsweredByThePeer() {
        MemoryRig rig = new Setup()
                .peer(supporting(TphCompleterSupport.TPH))
                .queues(ALL_AT_PEER)
                .build();
        rig.tlp(1_000 * NS, AccessKind.DESCRIPTOR, 0, 0).tag16(0x123).send();
        rig.run(END);
        assertThat(rig.feedbackText()).containsExactly("read queue 0 from 1 bytes 0 at 1150");
    }

    @Test
    void theShortestWayBackIsThatOfTheFastestAnswer() {
        assertThat(MemoryRig.peer().minReturnPs()).isEqualTo(150 * NS);
        assertThat(rig(MemoryRig.peer()).memory.minReturnPs()).isEqualTo(150 * NS);
    }
}
