package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.rule.Proves;

/** Requests from one root port to another, under each policy. */
class RootComplexTest {
    private static final String TAGGED16 = "90120000 40010010 01002aff 10000002";
    private static final String TAGGED8 = "40010010 01002aff 10000002";
    private static final String PLAIN = "40000010 010005ff 10000000";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MWr, 8 bits                  | 40010010 01002aff 10000002                            | 40000010 010000ff 10000000
            MWr, 8 bits, byte enables    | 60010010 01002a7e 00000020 00001003                   | 60000010 0100007e 00000020 00001000
            MWr, 16 bits                 | 90120000 40010010 01002aff 10000002                   | 40000010 010000ff 10000000
            MRd gets its byte enables    | 00010008 0100052a 10000002                            | 00000008 010005ff 10000000
            MRd of one DW                | 20010001 0100052a 00000020 00001002                   | 20000001 0100050f 00000020 00001000
            MRd, 16 bits                 | 90120000 20010008 0100052a 00000020 00001002          | 20000008 010005ff 00000020 00001000
            FetchAdd                     | 4c010001 0100052a 10000001                            | 4c000001 0100050f 10000000
            CAS                          | 6e010004 0100052a 00000020 00001002                   | 6e000004 010005ff 00000020 00001000
            DMWr                         | 5b010008 0100052a 10000002                            | 5b000008 010005ff 10000000
            PH only                      | 40010010 010000ff 10000003                            | 40000010 010000ff 10000000
            every field beside the hint  | 40ddf810 01002aff 10000002                            | 40dcf810 010000ff 10000000
            AMA stays                    | 9012b000 40010810 01002aff 10000002                   | 9000b000 40000810 010000ff 10000000
            other prefixes stay          | 91000001 90120000 9e112233 40010010 01002aff 10000002 | 91000001 9e112233 40000010 010000ff 10000000
            """)
    void strippingTakesTheHintAndNothingElse(String what, String hinted, String bare) {
        PathRecord record = strippedOnce(PathRecord.nonFlit(hinted), Ports.NON_FLIT);
        assertThat(record.header()).isEqualTo(bare);
        assertThat(record.isFlit()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MWr, 8 bits                 | 40020010 0100002a 10000000 00002a90                                     | 40000010 0100002a 10000000
            MWr, 16 bits                | 60020010 01000000 00000020 00001000 00122ab0                            | 60000010 01000000 00000020 00001000
            MRd                         | 03020008 01000005 10000000 00002a90                                     | 03000008 01000005 10000000
            MRd keeps its byte enables  | 03030008 01000005 10000000 000000fe 00002a90                            | 03010008 01000005 10000000 000000fe
            FetchAdd                    | 4c020001 01000005 10000000 00002a90                                     | 4c000001 01000005 10000000
            DMWr                        | 7b020008 01000005 00000020 00001000 00002a90                            | 7b000008 01000005 00000020 00001000
            every field beside the hint | 40a23c10 0100802a 10000002 00002a90                                     | 40a03c10 0100802a 10000002
            AMA stays                   | 40020010 01000005 10000002 00122abb                                     | 40020010 01000005 10000002 0000000b
            other content stays         | 400f0010 01000005 10000000 612345ff 00122ab0 12000078 1e112233          | 400d0010 01000005 10000000 612345ff 12000078 1e112233
            """)
    void strippingTakesTheHintAndNothingElseInFlitMode(String what, String hinted, String bare) {
        PathRecord record = strippedOnce(PathRecord.flit(hinted), Ports.FLIT);
        assertThat(record.header()).isEqualTo(bare);
        assertThat(record.isFlit()).isTrue();
    }

    private static PathRecord strippedOnce(PathRecord record, PortForm port) {
        Crossing strip = Ports.rootComplex(port, port, PeerToPeerPolicy.STRIP);
        assertThat(record.crosses(strip)).isTrue();
        assertThat(record.outcome()).isEqualTo(HintOutcome.HINT_STRIPPED);
        assertThat(record.hop()).isEqualTo(Ports.ROOT_PORT);
        String once = record.header();

        assertThat(record.crosses(strip)).isTrue();
        assertThat(record.header()).as("stripped twice").isEqualTo(once);
        return record;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no hint                      | false | 40000010 010005ff 10000000
            PH without TH                | false | 40000010 010005ff 10000003
            a prefix that is none of TPH | false | 9e112233 40000010 010005ff 10000000
            AMA only                     | false | 9000b000 40000810 010005ff 10000000
            no hint in Flit Mode         | true  | 40000010 01000005 10000000
            AMA only in Flit Mode        | true  | 40020010 01000005 10000002 0000000b
            HV=10                        | true  | 40020010 01000005 10000000 00002aa0
            """)
    void whereThereIsNoHintNothingIsStripped(String what, boolean flit, String header) {
        PortForm port = flit ? Ports.FLIT : Ports.NON_FLIT;
        PathRecord record = PathRecord.of(header, flit);
        assertThat(record.crosses(Ports.rootComplex(port, port, PeerToPeerPolicy.STRIP)))
                .isTrue();
        assertThat(record.isChanged()).isFalse();
        assertThat(record.outcome()).isEqualTo(HintOutcome.PLAIN);
        assertThat(record.hop()).isZero();
    }

    @Test
    void strippingComesBeforeTheEgressPort() {
        PathRecord blocked = PathRecord.nonFlit(TAGGED16);
        assertThat(blocked.crosses(Ports.rootComplex(Ports.NON_FLIT, Ports.BLOCKING, PeerToPeerPolicy.STRIP)))
                .isTrue();
        assertThat(blocked.outcome()).isEqualTo(HintOutcome.HINT_STRIPPED);

        PathRecord translated = PathRecord.flit("03020008 01000005 10000000 00122ab0");
        PortForm bare = Ports.nonFlit(Ports.NO_EXTENDED_FMT);
        assertThat(translated.crosses(Ports.rootComplex(Ports.FLIT, bare, PeerToPeerPolicy.STRIP)))
                .isTrue();
        assertThat(translated.header()).isEqualTo("00000008 010005ff 10000000");
        assertThat(translated.isFlit()).isFalse();
        assertThat(translated.outcome()).isEqualTo(HintOutcome.HINT_STRIPPED);
    }

    @Test
    void strippingAndTranslatingIntoFlitModeLeavesNoOhcB() {
        PathRecord record = PathRecord.nonFlit(TAGGED16);
        assertThat(record.crosses(Ports.rootComplex(Ports.NON_FLIT, Ports.FLIT, PeerToPeerPolicy.STRIP)))
                .isTrue();
        assertThat(record.header()).isEqualTo("40000010 01000000 10000000");
        assertThat(record.isFlit()).isTrue();
        assertThat(record.outcome()).isEqualTo(HintOutcome.HINT_STRIPPED);
    }

    @Test
    void aTranslationBehindItDoesNotHideWhoStrippedTheHint() {
        PathRecord record = PathRecord.nonFlit(TAGGED8);
        assertThat(record.crosses(Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.STRIP)))
                .isTrue();
        assertThat(record.crosses(Ports.aSwitch(Ports.NON_FLIT, Ports.FLIT))).isTrue();
        assertThat(record.header()).isEqualTo("40000010 01000000 10000000");
        assertThat(record.outcome()).isEqualTo(HintOutcome.HINT_STRIPPED);
        assertThat(record.hop()).isEqualTo(Ports.ROOT_PORT);
    }

    @Test
    void aLossBehindItIsTheLossOfThatElement() {
        PathRecord record = PathRecord.nonFlit("9e112233 " + TAGGED8);
        assertThat(record.crosses(Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.STRIP)))
                .isTrue();
        assertThat(record.crosses(Ports.aSwitch(Ports.NON_FLIT, Ports.BLOCKING)))
                .isFalse();
        assertThat(record.outcome()).isEqualTo(HintOutcome.PREFIX_BLOCKED);
        assertThat(record.hop()).isEqualTo(Ports.SWITCH);
    }

    @Test
    void aHintInAnIdeStreamCannotBeStripped() {
        Crossing nonFlit = Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.STRIP);
        assertThat(lost(nonFlit, PathRecord.nonFlit("92000000 " + TAGGED8))).isEqualTo(HintOutcome.TRANSLATION_BLOCKED);
        Crossing flit = Ports.rootComplex(Ports.FLIT, Ports.FLIT, PeerToPeerPolicy.STRIP);
        assertThat(lost(flit, PathRecord.flit("40060010 01000005 10000000 00002a90 12000000")))
                .isEqualTo(HintOutcome.TRANSLATION_BLOCKED);
    }

    @Test
    void forwardingLeavesHintAndPrefix() {
        Crossing forward = Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.FORWARD);
        for (String header : new String[] {PLAIN, TAGGED8, TAGGED16}) {
            PathRecord record = PathRecord.nonFlit(header);
            assertThat(record.crosses(forward)).isTrue();
            assertThat(record.header()).isEqualTo(header);
            assertThat(record.isChanged()).isFalse();
        }
    }

    @Test
    void forwardingTranslatesAsASwitchDoes() {
        PathRecord record = PathRecord.flit("40020010 0100002a 10000000 00122ab0");
        assertThat(record.crosses(Ports.rootComplex(Ports.FLIT, Ports.NON_FLIT, PeerToPeerPolicy.FORWARD)))
                .isTrue();
        assertThat(record.header()).isEqualTo(TAGGED16);
        assertThat(record.hop()).isEqualTo(Ports.ROOT_PORT);
        assertThat(record.outcome()).isEqualTo(HintOutcome.PLAIN);

        PathRecord blocked = PathRecord.flit("40020010 0100002a 10000000 00122ab0");
        PortForm bare = Ports.nonFlit(Ports.NO_END_END);
        assertThat(lost(Ports.rootComplex(Ports.FLIT, bare, PeerToPeerPolicy.FORWARD), blocked))
                .isEqualTo(HintOutcome.TRANSLATION_BLOCKED);
    }

    @Test
    @Proves("prefix.root-complex")
    void aRootPortPairThatDoesNotRoutePrefixesAnswersUnsupportedRequest() {
        Crossing pair = Ports.rootComplex(Ports.NON_FLIT, Ports.nonFlit(Ports.NO_END_END), PeerToPeerPolicy.FORWARD);
        assertThat(lost(pair, PathRecord.nonFlit(TAGGED16))).isEqualTo(HintOutcome.UNSUPPORTED_REQUEST);
        assertThat(PathRecord.nonFlit(TAGGED8).crosses(pair)).isTrue();

        Crossing flit = Ports.rootComplex(Ports.FLIT, Ports.flit(Ports.NO_END_END), PeerToPeerPolicy.FORWARD);
        assertThat(lost(flit, PathRecord.flit("40080010 01000000 10000000 1e000001")))
                .isEqualTo(HintOutcome.UNSUPPORTED_REQUEST);
        Crossing strip = Ports.rootComplex(Ports.NON_FLIT, Ports.nonFlit(Ports.NO_END_END), PeerToPeerPolicy.STRIP);
        assertThat(lost(strip, PathRecord.nonFlit("9e112233 " + TAGGED8))).isEqualTo(HintOutcome.UNSUPPORTED_REQUEST);
    }

    @Test
    void aRootPortThatOnlyReceivesPrefixesBlocksThem() {
        Crossing blocking = Ports.rootComplex(Ports.NON_FLIT, Ports.BLOCKING, PeerToPeerPolicy.FORWARD);
        assertThat(lost(blocking, PathRecord.nonFlit(TAGGED16))).isEqualTo(HintOutcome.PREFIX_BLOCKED);
    }

    @Test
    @Proves("prefix.max.root-port")
    void morePrefixesThanARootPortSaysAreUnsupportedOnTheWayInAndOut() {
        String two = "91000001 " + TAGGED8;
        String header = "90120000 " + two;
        Crossing in = Ports.rootComplex(Ports.nonFlit(Ports.ONE), Ports.NON_FLIT, PeerToPeerPolicy.FORWARD);
        assertThat(lostOnReceipt(in, PathRecord.nonFlit(header))).isEqualTo(HintOutcome.UNSUPPORTED_REQUEST);
        Crossing out = Ports.rootComplex(Ports.NON_FLIT, Ports.nonFlit(Ports.ONE), PeerToPeerPolicy.FORWARD);
        assertThat(lost(out, PathRecord.nonFlit(header))).isEqualTo(HintOutcome.UNSUPPORTED_REQUEST);
        assertThat(PathRecord.nonFlit(two).crosses(out)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(PeerToPeerPolicy.class)
    @Proves({"prefix.extended-fmt", "prefix.end-end", "prefix.five"})
    void theIngressRootPortRejectsWhatItCannotReceive(PeerToPeerPolicy policy) {
        for (PrefixSupport support : new PrefixSupport[] {Ports.NO_EXTENDED_FMT, Ports.NO_END_END}) {
            Crossing crossing = Ports.rootComplex(Ports.nonFlit(support), Ports.NON_FLIT, policy);
            PathRecord record = PathRecord.nonFlit(TAGGED16);
            assertThat(lostOnReceipt(crossing, record)).isEqualTo(HintOutcome.MALFORMED);
        }
        String five = "9e000001 9e000002 9e000003 9e000004 9f000005 " + PLAIN;
        Crossing crossing = Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, policy);
        assertThat(lostOnReceipt(crossing, PathRecord.nonFlit(five))).isEqualTo(HintOutcome.MALFORMED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            plain               | false | 40000010 010005ff 10000000
            8 bits              | false | 40010010 01002aff 10000002
            16 bits             | false | 90120000 40010010 01002aff 10000002
            a read of 1024 DW   | false | 00000000 000000ff 00000000
            plain in Flit Mode  | true  | 40000010 01000005 10000000
            hinted in Flit Mode | true  | 40020010 01000005 10000000 00002a90
            """)
    void rejectingAnswersUnsupportedRequestToEverything(String what, boolean flit, String header) {
        PortForm port = flit ? Ports.FLIT : Ports.NON_FLIT;
        Crossing reject = Ports.rootComplex(port, port, PeerToPeerPolicy.REJECT);
        assertThat(lost(reject, PathRecord.of(header, flit))).isEqualTo(HintOutcome.UNSUPPORTED_REQUEST);
    }

    private static HintOutcome lost(Crossing crossing, PathRecord record) {
        return lostAt(crossing, record, Ports.ROOT_PORT);
    }

    private static HintOutcome lostOnReceipt(Crossing crossing, PathRecord record) {
        return lostAt(crossing, record, Ports.RECEIVING_ROOT_PORT);
    }

    private static HintOutcome lostAt(Crossing crossing, PathRecord record, int hop) {
        assertThat(record.crosses(crossing)).as(record.emitted()).isFalse();
        assertThat(record.hop()).isEqualTo(hop);
        return record.outcome();
    }
}
