package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is granted, and which tag of a peer follows from it. */
final class PeerTagTest {
    private static final RequesterTphConfig EXTENDED = requester(true, true);

    private static RequesterTphConfig requester(boolean supported, boolean extended) {
        return new RequesterTphConfig(
                supported, List.of(), extended, new StTableConfig(StTableLocation.MSI_X, 64), List.of());
    }

    private static TphEnable granted(
            TphGate gate, TphEnable asked, RequesterTphConfig requester, CompleterSupport rootPort) {
        return new TphConfig(
                        asked,
                        gate,
                        StMode.NO_ST,
                        MissingEntryPolicy.SKIP,
                        TphKernel.CURRENT,
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        0,
                        List.of())
                .granted(asked, requester, gate == TphGate.NONE, rootPort);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX, EXTENDED,  EXTENDED, EXTENDED",
        "LINUX, EXTENDED,  TPH,      EIGHT_BIT",
        "LINUX, EXTENDED,  NONE,     OFF",
        "LINUX, EIGHT_BIT, EXTENDED, EIGHT_BIT",
        "LINUX, OFF,       EXTENDED, OFF",
        "NONE,  EXTENDED,  NONE,     EXTENDED",
        "NONE,  EIGHT_BIT, NONE,     EIGHT_BIT"
    })
    void theRootPortLimitsWhatIsGrantedUnlessTheGateIsLifted(
            TphGate gate, TphEnable asked, CompleterSupport rootPort, TphEnable expected) {
        assertThat(granted(gate, asked, EXTENDED, rootPort)).isEqualTo(expected);
    }

    @Test
    void theRequestersOwnSupportLimitsItAlways() {
        for (TphGate gate : TphGate.values()) {
            assertThat(granted(gate, TphEnable.EXTENDED, requester(true, false), CompleterSupport.EXTENDED))
                    .isEqualTo(TphEnable.EIGHT_BIT);
            assertThat(granted(gate, TphEnable.EXTENDED, requester(false, true), CompleterSupport.EXTENDED))
                    .isEqualTo(TphEnable.OFF);
        }
    }

    /** A tag is given as st or st-ext of the dma-buf; -1 is absent, expected -1 is no hint. */
    @ParameterizedTest
    @CsvSource({
        "EXTENDED,  EITHER,     1,  2,  2, true",
        "EXTENDED,  PREFERRED,  1,  2,  2, true",
        "EXTENDED,  EITHER,     1, -1,  1, false",
        "EXTENDED,  PREFERRED,  1, -1, -1, false",
        "EXTENDED,  NONE,       1,  2, -1, false",
        "EIGHT_BIT, EITHER,     1,  2,  1, false",
        "EIGHT_BIT, PREFERRED,  0,  2,  0, false",
        "EIGHT_BIT, EITHER,    -1,  2, -1, false",
        "OFF,       EITHER,     1,  2, -1, false"
    })
    void theNamespaceOfTheGrantedEnableIsPreferred(
            TphEnable granted, TargetNamespace namespace, int st, int stExt, int expected, boolean extended) {
        Optional<PeerTag> tag = PeerTag.of(peer(Optional.of(dmaBuf(st, stExt))), granted, namespace);

        assertThat(tag)
                .isEqualTo(
                        expected < 0
                                ? Optional.empty()
                                : Optional.of(new PeerTag(extended, expected, DmaBufPh.TARGET)));
    }

    @Test
    void aPeerWithoutDmaBufGivesNoHint() {
        assertThat(PeerTag.of(peer(Optional.empty()), TphEnable.EXTENDED, TargetNamespace.EITHER))
                .isEmpty();
    }

    private static DmaBufConfig dmaBuf(int st, int stExt) {
        return new DmaBufConfig(
                st < 0 ? OptionalInt.empty() : OptionalInt.of(st),
                stExt < 0 ? OptionalInt.empty() : OptionalInt.of(stExt),
                DmaBufPh.TARGET,
                false);
    }

    private static PeerConfig peer(Optional<DmaBufConfig> dmaBuf) {
        return new PeerConfig(
                CompleterSupport.EXTENDED,
                dmaBuf,
                Optional.empty(),
                new PrefixConfig(true, true, 4),
                ExtendedAt8Policy.LOW_BYTE,
                new CreditConfig(256, 4096, 256, 200_000),
                256,
                PeerWritePolicy.MEMORY,
                StSemantics.PLACEMENT,
                WrongOperationPolicy.FAIL,
                new PeerEngineConfig(8, 100_000, 200_000, 700_000, 700_000, 1_000_000, 16));
    }
}
