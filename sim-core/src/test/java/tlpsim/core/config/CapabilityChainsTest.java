package tlpsim.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

class CapabilityChainsTest {
    private static byte[] function() {
        return ConfigSpaceBuilder.of(PortType.ENDPOINT)
                .msix(4)
                .tph(new TphRequesterConfig(true, false, false, StTableLocation.CAPABILITY, 4))
                .acs(0x7F)
                .build()
                .toByteArray();
    }

    private static List<String> findings(byte[] bytes) {
        return FunctionDecoder.decode(ConfigImage.of(bytes)).findings().stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void bothChainsAreWalkedInOrder() {
        CapabilityChains chains = CapabilityChains.walk(ConfigImage.of(function()));
        assertThat(chains.standard()).extracting(CapabilityHeader::id).containsExactly(0x10, 0x11);
        assertThat(chains.extended()).extracting(CapabilityHeader::id).containsExactly(0x17, 0x0D);
        assertThat(chains.findings()).isEmpty();
    }

    @Test
    void aStandardLoopIsReportedAndSurvived() {
        byte[] bytes = function();
        bytes[0x81] = 0x40;
        assertThat(findings(bytes)).containsExactly("081h: the capability chain loops: 40h was there before");
    }

    @Test
    void anExtendedLoopIsReportedAndSurvived() {
        byte[] bytes = function();
        bytes[0x122] = 0x01;
        bytes[0x123] = 0x10;
        assertThat(findings(bytes)).contains("120h: the extended capability chain loops: 100h was there before");
    }

    @Test
    void anUnalignedPointerIsReportedAndAligned() {
        byte[] bytes = function();
        bytes[0x41] = (byte) 0x83;
        assertThat(findings(bytes)).containsExactly("041h: next is 83h, not a multiple of 4; bits 1:0 are ignored");
        assertThat(CapabilityChains.walk(ConfigImage.of(bytes)).find(0x11)).isPresent();
    }

    @Test
    void aPointerIntoTheHeaderEndsTheChain() {
        byte[] bytes = function();
        bytes[0x41] = 0x20;
        assertThat(findings(bytes))
                .containsExactly("041h: the capability chain is broken: next is 20h, inside the header");
    }

    @Test
    void anExtendedPointerBelow100hEndsTheChain() {
        byte[] bytes = function();
        bytes[0x103] = 0x04;
        bytes[0x102] = 0x01;
        assertThat(findings(bytes))
                .containsExactly("100h: the extended capability chain is broken: next is 40h, below 100h");
    }

    @Test
    void sixtyFourBytesHoldTheHeaderOnly() {
        assertThat(findings(Arrays.copyOf(function(), 64)))
                .containsExactly("034h: the dump ends after 64 bytes, before the capability at 40h");
    }

    @Test
    void twoHundredFiftySixBytesHoldNoExtendedCapability() {
        assertThat(findings(Arrays.copyOf(function(), 256)))
                .containsExactly("extended configuration space is not in the dump: 256 of 4096 bytes");
    }

    @Test
    void aDumpThatEndsInsideTheStTableHoldsItsFirstEntries() {
        byte[] bytes = Arrays.copyOf(function(), 0x110);
        DecodedFunction decoded = FunctionDecoder.decode(ConfigImage.of(bytes));
        assertThat(decoded.tph().orElseThrow().entries()).hasSize(2);
        assertThat(findings(bytes))
                .contains(
                        "100h: the dump ends after 272 bytes, before the capability at 120h",
                        "100h: the dump holds 2 of the 4 ST table entries");
    }

    @Test
    void allOnesAndNothingAreReported() {
        byte[] ones = new byte[4096];
        Arrays.fill(ones, (byte) 0xFF);
        assertThat(findings(ones))
                .containsExactly(
                        "every byte is FFh: no device answers, or it is in a power state in which it does not");
        assertThat(findings(new byte[0])).containsExactly("no configuration space is known");
        assertThat(findings(new byte[10])).containsExactly("the dump ends inside the header, after 10 bytes");
    }

    @Test
    @Proves({"tph.capability.no-st", "tph.location.reserved"})
    void violationsOfTheStandardAreFindings() {
        byte[] bytes = function();
        bytes[0x40 + 0x25] = 0x20;
        bytes[0x104] = 0;
        bytes[0x105] = 0x06;
        bytes[0x108] = 0x02;
        bytes[0x109] = 0x02;
        assertThat(findings(bytes))
                .containsExactly(
                        "064h: TPH Completer Supported is 10b, which is reserved; Linux takes it as none",
                        "104h: No ST mode must be supported, but bit 0 is clear",
                        "104h: ST table location 11b is reserved; allowed: none, capability, msi-x",
                        "104h: a function with No ST mode only has no ST table, but the location is RESERVED",
                        "108h: ST Mode Select is 2, a mode that the function does not support",
                        "108h: TPH Requester Enable is 10b, which is reserved");
    }

    @Test
    void aTableThatOverlapsTheNextCapabilityIsAFinding() {
        byte[] bytes = function();
        bytes[0x106] = 63;
        assertThat(findings(bytes)).containsExactly("104h: the ST table overlaps the capability at 120h");
    }
}
