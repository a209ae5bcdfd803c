package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.path.CompleterRules.ExtendedAt8;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.rule.Proves;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tph.TphCompleterSupport;

/** The end of the path: root ports and endpoints, by what they support. */
class CompleterRulesTest {
    private static final String PLAIN = "40000010 010005ff 10000000";
    private static final String TAGGED8 = "40010010 01002aff 10000002";
    private static final String TAGGED16 = "90120000 40010010 01002aff 10000002";

    @ParameterizedTest(name = "{0} at a completer of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            40000010 010005ff 10000000                   | NONE     | PLAIN
            40000010 010005ff 10000000                   | EXTENDED | PLAIN
            40010010 010000ff 10000002                   | TPH      | PH_ONLY
            40010010 010000ff 10000002                   | EXTENDED | PH_ONLY
            40010010 01002aff 10000002                   | NONE     | HINT_IGNORED
            40010010 01002aff 10000002                   | RESERVED | HINT_IGNORED
            40010010 01002aff 10000002                   | TPH      | TAGGED8
            40010010 01002aff 10000002                   | EXTENDED | TAGGED8
            00010008 0100052a 10000002                   | TPH      | TAGGED8
            90120000 40010010 01002aff 10000002          | NONE     | UNSUPPORTED_REQUEST
            90120000 40010010 01002aff 10000002          | RESERVED | UNSUPPORTED_REQUEST
            90120000 40010010 01002aff 10000002          | TPH      | UNSUPPORTED_REQUEST
            90120000 40010010 01002aff 10000002          | EXTENDED | TAGGED16
            9000b000 40000810 010005ff 10000000          | TPH      | UNSUPPORTED_REQUEST
            9000b000 40000810 010005ff 10000000          | EXTENDED | PLAIN
            91000001 40010010 01002aff 10000002          | TPH      | TAGGED8
            91000001 90120000 40010010 01002aff 10000002 | EXTENDED | TAGGED16
            92000000 40000010 010005ff 10000000          | EXTENDED | UNSUPPORTED_REQUEST
            93000000 40000010 010005ff 10000000          | EXTENDED | UNSUPPORTED_REQUEST
            9e000000 40000010 010005ff 10000000          | EXTENDED | UNSUPPORTED_REQUEST
            8e000000 40000010 010005ff 10000000          | EXTENDED | MALFORMED
            """)
    @Proves({"prefix.type", "prefix.tph-type", "prefix.ignored"})
    void aRequestOfNonFlitModeIsTakenByWhatTheCompleterSupports(
            String header, TphCompleterSupport support, HintOutcome outcome) {
        assertThat(Ports.rootPort(support, Ports.ALL).outcome(nonFlit(header))).isEqualTo(outcome);
        assertThat(Ports.endpoint(support, Ports.ALL).outcome(nonFlit(header))).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} at a completer of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            40000010 01000005 10000000                   | NONE     | PLAIN
            40020010 01000005 10000000 00002a80          | EXTENDED | PLAIN
            40020010 01000005 10000000 00002aa0          | EXTENDED | PLAIN
            40020010 01000005 10000000 00002a90          | NONE     | HINT_IGNORED
            40020010 01000005 10000000 00002ab0          | RESERVED | HINT_IGNORED
            40020010 01000005 10000000 00000090          | TPH      | PH_ONLY
            40020010 01000005 10000000 00122a90          | TPH      | TAGGED8
            40020010 01000005 10000000 00122a90          | EXTENDED | TAGGED8
            40020010 01000005 10000000 00122ab0          | EXTENDED | TAGGED16
            40020010 01000005 10000000 00002ab0          | EXTENDED | TAGGED16
            40020010 01000005 10000000 000000b0          | EXTENDED | PH_ONLY
            40080010 01000005 10000000 1e000000          | EXTENDED | UNSUPPORTED_REQUEST
            """)
    void aRequestOfFlitModeIsTakenByWhatTheCompleterSupports(
            String header, TphCompleterSupport support, HintOutcome outcome) {
        assertThat(Ports.rootPort(support, Ports.NO_END_END).outcome(flit(header)))
                .isEqualTo(outcome);
        assertThat(Ports.endpoint(support, Ports.ALL).outcome(flit(header))).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            00122ab0 | IGNORE              | HINT_IGNORED
            00122ab0 | LOW_BYTE            | TAGGED8
            001200b0 | LOW_BYTE            | PH_ONLY
            00122ab0 | UNSUPPORTED_REQUEST | UNSUPPORTED_REQUEST
            """)
    void whatAnEightBitCompleterDoesWithSixteenBitsInFlitModeIsAPolicy(
            String ohcB, ExtendedAt8 policy, HintOutcome outcome) {
        CompleterRules rules = new CompleterRules(TphCompleterSupport.TPH, Ports.ALL, false, false, policy);
        assertThat(rules.outcome(flit("40020010 01000005 10000000 " + ohcB))).isEqualTo(outcome);
    }

    @Test
    @Proves({"prefix.extended-fmt", "prefix.end-end"})
    void aPortWithoutPrefixSupportFindsPrefixesMalformedAndTakesTheEightBitFormat() {
        for (PrefixSupport support : new PrefixSupport[] {Ports.NO_EXTENDED_FMT, Ports.NO_END_END}) {
            CompleterRules rootPort = Ports.rootPort(TphCompleterSupport.EXTENDED, support);
            CompleterRules endpoint = Ports.endpoint(TphCompleterSupport.EXTENDED, support);
            assertThat(rootPort.outcome(nonFlit(TAGGED16))).isEqualTo(HintOutcome.MALFORMED);
            assertThat(endpoint.outcome(nonFlit(TAGGED16))).isEqualTo(HintOutcome.MALFORMED);
            assertThat(rootPort.outcome(nonFlit(TAGGED8))).isEqualTo(HintOutcome.TAGGED8);
            assertThat(endpoint.outcome(nonFlit(TAGGED8))).isEqualTo(HintOutcome.TAGGED8);
        }
    }

    @Test
    @Proves({"prefix.max.port", "prefix.max.root-port"})
    void tooManyPrefixesAreUnsupportedAtARootPortAndMalformedAtAnEndpoint() {
        TlpFlyweight two = nonFlit("91000001 " + TAGGED16);
        assertThat(Ports.rootPort(TphCompleterSupport.EXTENDED, Ports.ONE).outcome(two))
                .isEqualTo(HintOutcome.UNSUPPORTED_REQUEST);
        assertThat(Ports.endpoint(TphCompleterSupport.EXTENDED, Ports.ONE).outcome(two))
                .isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    @Proves("prefix.five")
    void fivePrefixesAreMalformedAtBoth() {
        String five = "9e000001 9e000002 9e000003 9e000004 9f000005 " + PLAIN;
        assertThat(Ports.rootPort(TphCompleterSupport.EXTENDED, Ports.ALL).outcome(nonFlit(five)))
                .isEqualTo(HintOutcome.MALFORMED);
        assertThat(Ports.endpoint(TphCompleterSupport.EXTENDED, Ports.ALL).outcome(nonFlit(five)))
                .isEqualTo(HintOutcome.MALFORMED);
    }

    @Test
    void aCompleterWhoseTphIsDisabledIgnoresHintsOfBothSizes() {
        CompleterRules rules =
                new CompleterRules(TphCompleterSupport.EXTENDED, Ports.ALL, true, true, ExtendedAt8.IGNORE);
        assertThat(rules.outcome(nonFlit(TAGGED8))).isEqualTo(HintOutcome.HINT_IGNORED);
        assertThat(rules.outcome(nonFlit(TAGGED16))).isEqualTo(HintOutcome.HINT_IGNORED);
        assertThat(rules.outcome(nonFlit(PLAIN))).isEqualTo(HintOutcome.PLAIN);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            false | 40000010 010005ff 10000000                   | plain
            false | 9000b000 40000810 010005ff 10000000          | plain
            false | 40010010 010000ff 10000002                   | ph-only
            false | 40010010 01002aff 10000002                   | tagged8
            false | 00010008 0100052a 10000002                   | tagged8
            false | 90120000 40010010 01002aff 10000002          | tagged16
            true  | 40020010 01000005 10000000 00002aa0          | plain
            true  | 40020010 01000005 10000000 000000b0          | ph-only
            true  | 40020010 01000005 10000000 00122a90          | tagged8
            true  | 40020010 01000005 10000000 00002ab0          | tagged16
            """)
    void whatARequesterAskedForIsReadFromItsBytes(boolean flit, String header, String asked) {
        assertThat(AskedHint.label(AskedHint.of(flit ? flit(header) : nonFlit(header))))
                .isEqualTo(asked);
    }

    private static TlpFlyweight nonFlit(String header) {
        return wrapped(header, false);
    }

    private static TlpFlyweight flit(String header) {
        return wrapped(header, true);
    }

    /** Also of what {@code wrap} finds at fault: a completer sees such bytes. */
    private static TlpFlyweight wrapped(String header, boolean flit) {
        byte[] bytes = HexFormat.of().parseHex(header.replace(" ", ""));
        TlpFlyweight tlp = new TlpFlyweight();
        tlp.wrap(new UnsafeBuffer(bytes), 0, bytes.length, flit);
        return tlp;
    }
}
