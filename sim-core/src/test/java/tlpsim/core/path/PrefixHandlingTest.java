package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.TphCompleterSupport;

/** End-End prefixes at switches: what 2.2.10.4, 2.2.11, 7.5.3.15 and 7.5.3.16 have a forwarding port do, row by row. */
class PrefixHandlingTest {
    /** MWr of 16 DW, requester 01:00.0, PH 2, ST 0x122A in the 16-bit namespace. */
    private static final String TAGGED16 = "90120000 40010010 01002aff 10000002";

    private static final String TAGGED8 = "40010010 01002aff 10000002";
    private static final String PLAIN = "40000010 010000ff 10000000";
    private static final String FIVE = "9e000001 9e000002 9e000003 9e000004 9f000005 40000010 010000ff 10000000";
    private static final String FOUR = "9e000001 9e000002 9e000003 9f000004 40000010 010000ff 10000000";
    private static final String TWO = "90120000 9e000001 40010010 01002aff 10000002";

    @Test
    @Proves("prefix.extended-fmt")
    void aSwitchWithoutExtendedFmtFindsAPrefixMalformed() {
        PathRecord record = lost(Ports.aSwitch(Ports.NO_EXTENDED_FMT), PathRecord.nonFlit(TAGGED16));
        assertThat(record.outcome()).isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    @Proves("prefix.end-end")
    void aSwitchWithoutEndEndPrefixSupportFindsAPrefixMalformed() {
        PathRecord record = lost(Ports.aSwitch(Ports.NO_END_END), PathRecord.nonFlit(TAGGED16));
        assertThat(record.outcome()).isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    void aSwitchWithoutPrefixSupportPassesTheEightBitFormat() {
        PathRecord record = passed(Ports.aSwitch(Ports.NO_EXTENDED_FMT), PathRecord.nonFlit(TAGGED8));
        assertThat(record.isChanged()).isFalse();
        assertThat(record.hop()).isZero();
    }

    @Test
    @Proves("prefix.forwarded")
    void aSwitchForwardsFourPrefixesAsTheyAre() {
        PathRecord record = passed(Ports.aSwitch(Ports.ALL), PathRecord.nonFlit(FOUR));
        assertThat(record.header()).isEqualTo(FOUR);
        assertThat(record.isChanged()).isFalse();
        assertThat(record.outcome()).isEqualTo(HintOutcome.PLAIN);
    }

    @Test
    @Proves("prefix.five")
    void fivePrefixesAreMalformedAtASwitch() {
        PathRecord record = lost(Ports.aSwitch(Ports.ALL), PathRecord.nonFlit(FIVE));
        assertThat(record.outcome()).isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    @Proves("prefix.max.port")
    void morePrefixesThanAPortSaysAreMalformedAtASwitch() {
        PathRecord record = lost(Ports.aSwitch(Ports.ONE), PathRecord.nonFlit(TWO));
        assertThat(record.outcome()).isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    void asManyPrefixesAsAPortSaysPass() {
        PathRecord record = passed(Ports.aSwitch(Ports.ONE), PathRecord.nonFlit(TAGGED16));
        assertThat(record.header()).isEqualTo(TAGGED16);
    }

    @Test
    @Proves("prefix.blocked")
    void anEgressPortThatBlocksPrefixesDropsTheRequestWithAny() {
        Crossing blocking = Ports.aSwitch(Ports.NON_FLIT, Ports.BLOCKING);
        for (String header : new String[] {TAGGED16, "91000001 " + PLAIN, "9e000001 " + PLAIN, "9000b000 " + PLAIN}) {
            PathRecord record = lost(blocking, PathRecord.nonFlit(header));
            assertThat(record.outcome()).as(header).isEqualTo(HintOutcome.PREFIX_BLOCKED);
        }
    }

    @Test
    @Proves("prefix.blocked")
    void anEgressPortThatBlocksPrefixesPassesTheEightBitFormat() {
        PathRecord record = passed(Ports.aSwitch(Ports.NON_FLIT, Ports.BLOCKING), PathRecord.nonFlit(TAGGED8));
        assertThat(record.header()).isEqualTo(TAGGED8);
    }

    @Test
    void blockingAtTheIngressPortDoesNotCount() {
        PathRecord record = passed(Ports.aSwitch(Ports.BLOCKING, Ports.NON_FLIT), PathRecord.nonFlit(TAGGED16));
        assertThat(record.header()).isEqualTo(TAGGED16);
    }

    @Test
    @Proves("prefix.forwarded")
    void aSwitchPassesPrefixTypesThatItDoesNotKnow() {
        String reserved = "93000001 " + PLAIN;
        assertThat(passed(Ports.aSwitch(Ports.ALL), PathRecord.nonFlit(reserved))
                        .header())
                .isEqualTo(reserved);
    }

    @Test
    void localPrefixesReservedFormatsAndCutHeadersAreMalformedAtASwitch() {
        for (String header : new String[] {"8e000001 " + PLAIN, "a0000010 010000ff 10000000", "90120000 40010010"}) {
            PathRecord record = lost(Ports.aSwitch(Ports.ALL), PathRecord.nonFlit(header));
            assertThat(record.outcome()).as(header).isEqualTo(HintOutcome.MALFORMED);
        }
    }

    @Test
    @Proves("devcap2.end-end")
    void aPortWhoseSwitchIsUnequalCountsAsIfItsIngressHadNoSupport() {
        Crossing unequal = Ports.aSwitch(Ports.NON_FLIT, Ports.nonFlit(Ports.NO_END_END));
        assertThat(lost(unequal, PathRecord.nonFlit(TAGGED16)).outcome()).isEqualTo(HintOutcome.MALFORMED);
        Crossing unequalFlit = Ports.aSwitch(Ports.FLIT, Ports.flit(Ports.NO_END_END));
        PathRecord ohcE = lost(unequalFlit, PathRecord.flit("40080010 01000000 10000000 1e000001"));
        assertThat(ohcE.outcome()).isEqualTo(HintOutcome.PREFIX_BLOCKED);
    }

    @Test
    void inFlitModeASixteenBitTagIsNoPrefixAndPassesABlockingPort() {
        String header = "40020010 01000000 10000000 00122ab0";
        PathRecord record = passed(Ports.aSwitch(Ports.FLIT, Ports.BLOCKING_FLIT), PathRecord.flit(header));
        assertThat(record.isChanged()).isFalse();
    }

    @Test
    void inFlitModeABlockingPortDropsOhcE() {
        String header = "40080010 01000000 10000000 1e000001";
        Crossing blocking = Ports.aSwitch(Ports.FLIT, Ports.BLOCKING_FLIT);
        assertThat(lost(blocking, PathRecord.flit(header)).outcome()).isEqualTo(HintOutcome.PREFIX_BLOCKED);
        assertThat(passed(Ports.aSwitch(Ports.FLIT, Ports.FLIT), PathRecord.flit(header))
                        .header())
                .isEqualTo(header);
    }

    @Test
    void inFlitModeAPortThatCannotForwardOhcEBlocksItAtIngress() {
        Crossing without = Ports.aSwitch(Ports.flit(Ports.NO_END_END), Ports.flit(Ports.NO_END_END));
        PathRecord record = lost(without, PathRecord.flit("40080010 01000000 10000000 1e000001"));
        assertThat(record.outcome()).isEqualTo(HintOutcome.PREFIX_BLOCKED);
    }

    @Test
    void localPrefixesOfFlitModeEndAtTheSwitch() {
        String header = "40020010 0100002a 10000000 00002a90";
        PathRecord record = passed(Ports.aSwitch(Ports.FLIT, Ports.FLIT), PathRecord.flit("8d000000 " + header));
        assertThat(record.header()).isEqualTo(header);
        assertThat(record.isFlit()).isTrue();
        assertThat(record.hop()).isEqualTo(Ports.SWITCH);
    }

    @Test
    void aReservedTypeOfFlitModeIsForwardedAndACutHeaderIsMalformed() {
        Crossing crossing = Ports.aSwitch(Ports.FLIT, Ports.FLIT);
        String reserved = "90000000 01000000 00000001 10000000";
        assertThat(passed(crossing, PathRecord.flit(reserved)).header()).isEqualTo(reserved);
        assertThat(lost(crossing, PathRecord.flit("40080010 01000000 10000000")).outcome())
                .isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    @Proves("prefix.ignored")
    void aHintForACompleterWithoutSupportPassesAndIsIgnoredThere() {
        PathRecord record = passed(Ports.aSwitch(Ports.NO_EXTENDED_FMT), PathRecord.nonFlit(TAGGED8));
        CompleterRules none = Ports.rootPort(TphCompleterSupport.NONE, Ports.ALL);
        assertThat(none.outcome(record.tlp())).isEqualTo(HintOutcome.HINT_IGNORED);
    }

    private static PathRecord passed(Crossing crossing, PathRecord record) {
        assertThat(record.crosses(crossing)).as(record.emitted()).isTrue();
        return record;
    }

    private static PathRecord lost(Crossing crossing, PathRecord record) {
        assertThat(record.crosses(crossing)).as(record.emitted()).isFalse();
        assertThat(record.hop()).as(record.emitted()).isEqualTo(Ports.SWITCH);
        assertThat(record.isChanged()).as(record.emitted()).isFalse();
        return record;
    }
}
