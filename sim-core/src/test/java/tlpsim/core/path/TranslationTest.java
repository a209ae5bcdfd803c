package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.pipeline.HintOutcome;

/**
 * Requests between a Flit Mode and a Non-Flit Mode link: the bytes on either side, derived by hand from Tables 2-5,
 * 2-16 to 2-19 and 2.2.1.2.
 */
class TranslationTest {
    private static final Crossing TO_NON_FLIT = Ports.aSwitch(Ports.FLIT, Ports.NON_FLIT);
    private static final Crossing TO_FLIT = Ports.aSwitch(Ports.NON_FLIT, Ports.FLIT);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a plain write                  | 40000010 01000005 10000000                            | 40000010 010005ff 10000000
            a plain write above 4 GiB      | 60000010 01000005 00000020 00001000                   | 60000010 010005ff 00000020 00001000
            a plain read                   | 03000008 01000005 10000000                            | 00000008 010005ff 10000000
            a plain read above 4 GiB       | 20000008 01000005 00000020 00001000                   | 20000008 010005ff 00000020 00001000
            1024 DW                        | 20000000 01000005 00000020 00001000                   | 20000000 010005ff 00000020 00001000
            HV=01 on MWr                   | 40020010 0100002a 10000000 00002a90                   | 40010010 01002aff 10000002
            HV=01 on MWr above 4 GiB       | 60020010 0100002a 00000020 00001000 00002a90          | 60010010 01002aff 00000020 00001002
            HV=01 on MRd                   | 03020008 01000005 10000000 00002a90                   | 00010008 0100052a 10000002
            HV=01 on MRd above 4 GiB       | 20020008 01000005 00000020 00001000 00002a90          | 20010008 0100052a 00000020 00001002
            HV=01 on MRdLk                 | 01020008 01000005 10000000 00002a90                   | 01010008 0100052a 10000002
            HV=01 on FetchAdd              | 4c020001 01000005 10000000 00002a90                   | 4c010001 0100052a 10000002
            HV=01 on Swap                  | 6d020002 01000005 00000020 00001000 00002a90          | 6d010002 0100052a 00000020 00001002
            HV=01 on CAS                   | 4e020004 01000005 10000000 00002a90                   | 4e010004 0100052a 10000002
            HV=01 on DMWr                  | 5b020008 01000005 10000000 00002a90                   | 5b010008 0100052a 10000002
            HV=01 on DMWr above 4 GiB      | 7b020008 01000005 00000020 00001000 00002a90          | 7b010008 0100052a 00000020 00001002
            HV=01 without a tag            | 40020010 01000000 10000000 000000d0                   | 40010010 010000ff 10000003
            HV=11 on MWr                   | 40020010 0100002a 10000000 00122ab0                   | 90120000 40010010 01002aff 10000002
            HV=11 on MRd                   | 20020008 01000005 00000020 00001000 00122ab0          | 90120000 20010008 0100052a 00000020 00001002
            HV=11 on FetchAdd              | 4c020001 01000005 10000000 00122af0                   | 90120000 4c010001 0100052a 10000003
            HV=11 on DMWr                  | 5b020008 01000005 10000000 00ff2a70                   | 90ff0000 5b010008 0100052a 10000001
            HV=11 on MWr, tag 0x1200       | 40020010 01000000 10000000 001200b0                   | 90120000 40010010 010000ff 10000002
            ten bits of tag                | 03000008 01000305 10000000                            | 00880008 010005ff 10000000
            byte enables on MWr            | 40010010 01000005 10000000 0000007e                   | 40000010 0100057e 10000000
            byte enables and HV=01 on MWr  | 40030010 0100002a 10000000 0000007e 00002a90          | 40010010 01002a7e 10000002
            byte enables on MRd            | 03010008 01000005 10000000 000000fe                   | 00000008 010005fe 10000000
            a zero-length read             | 03010001 01000005 10000000 00000000                   | 00000001 01000500 10000000
            every field beside the hint    | 40a23c10 0100802a 10000002 00002a90                   | 4055f810 01002aff 10000002
            AMA without a hint             | 40020010 01000005 10000002 0000000b                   | 9000b000 40000810 010005ff 10000000
            AMA beside a 16-bit tag        | 40020010 0100002a 10000002 00122abb                   | 9012b000 40010810 01002aff 10000002
            PASID                          | 40010010 01000005 10000000 612345ff                   | 91812345 40000010 010005ff 10000000
            PASID beside a 16-bit tag      | 40030010 0100002a 10000000 512345ff 00122ab0          | 90120000 91412345 40010010 01002aff 10000002
            PASID on a hinted read         | 03030008 01000005 10000000 412345ff 00002a90          | 91012345 00010008 0100052a 10000002
            one vendor prefix              | 40080010 01000005 10000000 1e112233                   | 9e112233 40000010 010005ff 10000000
            two of them, in their order    | 40100010 01000005 10000000 1f112233 1e445566          | 9f112233 9e445566 40000010 010005ff 10000000
            three of them                  | 40180010 01000005 10000000 1e000001 1f000002 13000003 00000000 | 9e000001 9f000002 93000003 40000010 010005ff 10000000
            """)
    void bothFormsSayTheSame(String what, String flit, String nonFlit) {
        PathRecord down = PathRecord.flit(flit);
        assertThat(down.crosses(TO_NON_FLIT)).isTrue();
        assertThat(down.header()).isEqualTo(nonFlit);
        assertThat(down.isFlit()).isFalse();
        assertThat(down.hop()).isEqualTo(Ports.SWITCH);
        assertThat(down.outcome()).isEqualTo(HintOutcome.PLAIN);

        PathRecord up = PathRecord.nonFlit(nonFlit);
        assertThat(up.crosses(TO_FLIT)).isTrue();
        assertThat(up.header()).isEqualTo(flit);
        assertThat(up.isFlit()).isTrue();
        assertThat(up.hop()).isEqualTo(Ports.SWITCH);
        assertThat(up.outcome()).isEqualTo(HintOutcome.PLAIN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            HV=00 is no hint                     | 40020010 01000005 10000000 00002a80          | 40000010 010005ff 10000000
            HV=10 counts as HV=00                | 40020010 01000005 10000000 00002aa0          | 40000010 010005ff 10000000
            HV=01 has no ST[15:8]                | 40020010 0100002a 10000000 00122a90          | 40010010 01002aff 10000002
            HV=11 up to 0xFF loses its namespace | 40020010 0100002a 10000000 00002ab0          | 40010010 01002aff 10000002
            HV=11 without a tag                  | 40020010 0100002a 10000000 000000b0          | 40010010 010000ff 10000002
            AMA without AV is Reserved           | 40020010 01000005 10000000 0000000a          | 40000010 010005ff 10000000
            OHC-A with implied byte enables      | 03030008 01000005 10000000 000000ff 00002a90 | 00010008 0100052a 10000002
            byte enables of an AtomicOp          | 4c030001 01000005 10000000 00000000 00002a90 | 4c010001 0100052a 10000002
            14 bits of tag on MWr                | 40000010 01003f05 10000000                   | 40880010 010005ff 10000000
            the tag of a hinted MWr              | 40020010 01003fff 10000000 00002a90          | 40010010 01002aff 10000002
            the Requester Segment                | 40040010 01000005 10000000 12000078          | 40000010 010005ff 10000000
            an empty DW of OHC-E                 | 40100010 01000005 10000000 1e000001 00000000 | 9e000001 40000010 010005ff 10000000
            a Local prefix                       | 8d000000 40000010 01000005 10000000          | 40000010 010005ff 10000000
            """)
    void whatNonFlitModeHasNoPlaceForIsLeftOut(String what, String flit, String nonFlit) {
        PathRecord record = PathRecord.flit(flit);
        assertThat(record.crosses(TO_NON_FLIT)).isTrue();
        assertThat(record.header()).isEqualTo(nonFlit);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            PH without TH is Reserved             | 40000010 010005ff 10000003                   | 40000010 01000005 10000000
            LN is Reserved                        | 40020010 010005ff 10000000                   | 40000010 01000005 10000000
            a TPH prefix without TH and AV        | 90120000 40000010 010005ff 10000000          | 40000010 01000005 10000000
            ST[15:8] without TH                   | 9012b000 40000810 010005ff 10000000          | 40020010 01000005 10000002 0000000b
            a TPH prefix of 0 says 16 bits        | 90000000 40010010 01002aff 10000002          | 40020010 0100002a 10000000 00002ab0
            AMA beside 8 bits says 16 bits        | 9000b000 40010810 01002aff 10000002          | 40020010 0100002a 10000002 00002abb
            the second TPH prefix                 | 90120000 90340000 40010010 01002aff 10000002 | 40020010 0100002a 10000000 00122ab0
            the second PASID prefix               | 91000001 91000002 40000010 010005ff 10000000 | 40010010 01000005 10000000 400001ff
            byte enables of an AtomicOp           | 4c000001 01000500 10000000                   | 4c000001 01000005 10000000
            """)
    void whatMeansNothingInNonFlitModeDoesNotAppearInFlitMode(String what, String nonFlit, String flit) {
        PathRecord record = PathRecord.nonFlit(nonFlit);
        assertThat(record.crosses(TO_FLIT)).isTrue();
        assertThat(record.header()).isEqualTo(flit);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a hinted read with other byte enables        | 03030008 01000005 10000000 000000fe 00002a90
            a hinted zero-length read                    | 03030001 01000005 10000000 00000000 000000d0
            a hinted DMWr with other byte enables        | 5b030008 01000005 10000000 0000007f 00122ab0
            a read with 14 bits of tag                   | 03000008 01000405 10000000
            an AtomicOp with 14 bits of tag              | 4c000001 01002000 10000000
            a DMWr with 14 bits of tag                   | 5b000008 01003fff 10000000
            UIOMRd                                       | 22000008 01000005 00000020 00001000
            UIOMWr                                       | 61000008 01000005 00000020 00001000
            a Translation Request                        | 03010002 01000005 10000001 000000ff
            a TLP of an IDE stream                       | 40040010 01000005 10000000 12000000
            a trailer that is no ECRC                    | 40004010 01000005 10000000
            a Reserved type                              | 7c000010 01000005 00000020 00001000
            no request to Memory Space                   | 02010001 01000005 00001000 0000000f
            """)
    void whatNonFlitModeCannotSayIsBlockedAtItsEgressPort(String what, String flit) {
        PathRecord record = PathRecord.flit(flit);
        assertThat(record.crosses(TO_NON_FLIT)).isFalse();
        assertThat(record.outcome()).isEqualTo(HintOutcome.TRANSLATION_BLOCKED);
        assertThat(record.hop()).isEqualTo(Ports.SWITCH);
        assertThat(record.isChanged()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a TLP of an IDE stream              | 92000000 40000010 010005ff 10000000
            a Translation Request               | 00000402 010005ff 10000000
            no request to Memory Space          | 02000001 0100050f 00001000
            more than a record has room for     | 90120000 9e000001 9e000002 9e000003 60010010 01002aff 00000020 00001002
            """)
    void whatFlitModeCannotSayIsBlockedAtItsEgressPort(String what, String nonFlit) {
        PathRecord record = PathRecord.nonFlit(nonFlit);
        assertThat(record.crosses(TO_FLIT)).isFalse();
        assertThat(record.outcome()).isEqualTo(HintOutcome.TRANSLATION_BLOCKED);
    }

    @Test
    void theAnalyzerCaptureOfAPeerWriteComesBackAsItWas() {
        String capture = "60020008 040000f0 000020e0 06000800 0000f090";
        PathRecord record = PathRecord.flit(capture);

        assertThat(record.crosses(TO_NON_FLIT)).isTrue();
        assertThat(record.header()).isEqualTo("60010008 0400f0ff 000020e0 06000802");
        assertThat(record.crosses(TO_FLIT)).isTrue();
        assertThat(record.header()).isEqualTo(capture);
    }

    @Test
    void aTagOfSixteenBitsNeedsPrefixSupportAtTheEgressPort() {
        String header = "40020010 0100002a 10000000 00122ab0";
        for (PrefixSupport support : new PrefixSupport[] {Ports.NO_END_END, Ports.NO_EXTENDED_FMT}) {
            PathRecord record = PathRecord.flit(header);
            assertThat(record.crosses(Ports.aSwitch(Ports.flit(support), Ports.nonFlit(support))))
                    .isFalse();
            assertThat(record.outcome()).isEqualTo(HintOutcome.TRANSLATION_BLOCKED);
        }
    }

    @Test
    void aTagOfEightBitsNeedsNoPrefixSupport() {
        PathRecord record = PathRecord.flit("40020010 0100002a 10000000 00002ab0");
        assertThat(record.crosses(Ports.aSwitch(Ports.flit(Ports.NO_END_END), Ports.nonFlit(Ports.NO_END_END))))
                .isTrue();
        assertThat(record.header()).isEqualTo("40010010 01002aff 10000002");
    }

    @Test
    void aPrefixThatATranslationWouldAddIsBlockedLikeAnyOther() {
        for (String header : new String[] {
            "40020010 0100002a 10000000 00122ab0",
            "40020010 01000005 10000002 0000000b",
            "40010010 01000005 10000000 612345ff",
            "40080010 01000005 10000000 1e112233"
        }) {
            PathRecord record = PathRecord.flit(header);
            assertThat(record.crosses(Ports.aSwitch(Ports.FLIT, Ports.BLOCKING)))
                    .isFalse();
            assertThat(record.outcome()).as(header).isEqualTo(HintOutcome.PREFIX_BLOCKED);
            assertThat(record.isChanged()).isFalse();
        }
        PathRecord eightBits = PathRecord.flit("40020010 0100002a 10000000 00002a90");
        assertThat(eightBits.crosses(Ports.aSwitch(Ports.FLIT, Ports.BLOCKING))).isTrue();
    }

    @Test
    void intoFlitModeBlockingStopsVendorPrefixesOnly() {
        Crossing blocking = Ports.aSwitch(Ports.NON_FLIT, Ports.BLOCKING_FLIT);
        PathRecord tag = PathRecord.nonFlit("90120000 40010010 01002aff 10000002");
        PathRecord vendor = PathRecord.nonFlit("9e112233 40000010 010005ff 10000000");

        assertThat(tag.crosses(blocking)).isTrue();
        assertThat(vendor.crosses(blocking)).isFalse();
        assertThat(vendor.outcome()).isEqualTo(HintOutcome.PREFIX_BLOCKED);
    }

    @Test
    void theIngressPortOfNonFlitModeStillJudgesPrefixes() {
        PathRecord record = PathRecord.nonFlit("90120000 40010010 01002aff 10000002");
        assertThat(record.crosses(Ports.aSwitch(Ports.nonFlit(Ports.NO_END_END), Ports.flit(Ports.NO_END_END))))
                .isFalse();
        assertThat(record.outcome()).isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    void fourPrefixesAreMadeInOneOrder() {
        PathRecord record = PathRecord.flit("40130002 01000005 10000000 400001ff 00122ab0 1f000001 1e000002");
        assertThat(record.crosses(TO_NON_FLIT)).isTrue();
        assertThat(record.header()).isEqualTo("90120000 91000001 9f000001 9e000002 40010002 01002aff 10000002");
    }

    @Test
    void fivePrefixesAreNotMade() {
        PathRecord record = PathRecord.flit("401a0002 01000005 10000000 00122ab0 1e000001 1e000002 1e000003 1e000004");
        assertThat(record.crosses(TO_NON_FLIT)).isFalse();
        assertThat(record.outcome()).isEqualTo(HintOutcome.TRANSLATION_BLOCKED);
    }
}
