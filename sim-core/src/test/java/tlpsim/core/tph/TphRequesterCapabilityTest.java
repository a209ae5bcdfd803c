package tlpsim.core.tph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.random.SequentialStream;
import tlpsim.core.rule.Proves;

class TphRequesterCapabilityTest {
    private static final int OFFSET = 0x174;
    private final UnsafeBuffer space = new UnsafeBuffer(new byte[4096]);

    private TphRequesterCapability create(boolean extended, StTableLocation location, int entries) {
        return create(extended, location, entries, ReservedEnablePolicy.STORE);
    }

    private TphRequesterCapability create(
            boolean extended, StTableLocation location, int entries, ReservedEnablePolicy policy) {
        TphRequesterConfig config = new TphRequesterConfig(true, true, extended, location, entries);
        return TphRequesterCapability.create(space, OFFSET, 0x200, config, policy);
    }

    /** A capability quoted in the documentation tests of the crate pcics: NS + DS, table of 8 in the capability. */
    @Test
    @Proves("linux.sample")
    void readsTheRealSample() {
        space.putBytes(0x100, HexFormat.of().parseHex("1700011c0502070000000000"));
        TphRequesterCapability sample = TphRequesterCapability.wrap(space, 0x100, ReservedEnablePolicy.STORE);
        assertThat(sample.supports(StMode.NO_ST)).isTrue();
        assertThat(sample.supports(StMode.INTERRUPT_VECTOR)).isFalse();
        assertThat(sample.supports(StMode.DEVICE_SPECIFIC)).isTrue();
        assertThat(sample.extended()).isFalse();
        assertThat(sample.location()).isEqualTo(StTableLocation.CAPABILITY);
        assertThat(sample.tableEntries()).isEqualTo(8);
        assertThat(sample.requesterEnable()).isEqualTo(RequesterEnable.NONE);
        assertThat(sample.conformanceProblems("sample")).isEmpty();
    }

    @Test
    @Proves("linux.sample")
    void createWritesTheSameBytesAsTheRealSample() {
        TphRequesterConfig config = new TphRequesterConfig(false, true, false, StTableLocation.CAPABILITY, 8);
        TphRequesterCapability.create(space, 0x100, 0x1C0, config, ReservedEnablePolicy.STORE);
        byte[] bytes = new byte[28];
        space.getBytes(0x100, bytes);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("1700011c05020700" + "00".repeat(20));
        assertThat(config.sizeBytes()).isEqualTo(28);
    }

    @Test
    @Proves({"tph.header", "tph.capability"})
    void headerAndCapabilityAreReadOnly() {
        TphRequesterCapability tph = create(true, StTableLocation.CAPABILITY, 64);
        int header = tph.read(0, 4);
        int capability = tph.read(4, 4);
        tph.write(0, 4, -1);
        tph.write(4, 4, -1);
        tph.write(4, 2, 0);
        assertThat(tph.read(0, 4)).isEqualTo(header).isEqualTo(0x20010017);
        assertThat(tph.read(4, 4)).isEqualTo(capability).isEqualTo(0x003F0307);
    }

    @Test
    @Proves({"tph.control", "tph.enable.hardwired"})
    void onlyModeSelectAndEnableOfControlAreWritable() {
        assertThat(create(true, StTableLocation.NONE, 0).writableBits(8)).isEqualTo(0x307);
        assertThat(create(false, StTableLocation.NONE, 0).writableBits(8)).isEqualTo(0x107);
        TphRequesterCapability tph = create(true, StTableLocation.NONE, 0);
        tph.write(8, 4, -1);
        assertThat(tph.read(8, 4)).isEqualTo(0x307);
        tph.write(9, 1, 0);
        assertThat(tph.read(8, 4)).isEqualTo(0x007);
    }

    /** Section 7.9.13.3: the mode field is hardwired to 000b where No ST mode is the only one. */
    @Test
    void modeSelectIsHardwiredWhereThereIsOnlyNoSt() {
        TphRequesterConfig config = new TphRequesterConfig(false, false, true, StTableLocation.NONE, 0);
        TphRequesterCapability tph =
                TphRequesterCapability.create(space, OFFSET, 0, config, ReservedEnablePolicy.STORE);
        tph.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.EXTENDED);
        assertThat(tph.mode()).isEqualTo(StMode.NO_ST);
        assertThat(tph.requesterEnable()).isEqualTo(RequesterEnable.EXTENDED);
    }

    @ParameterizedTest
    @CsvSource({
        "true, STORE, 2, RESERVED",
        "true, KEEP_FORMER, 2, EXTENDED",
        "false, STORE, 2, NONE",
        "false, KEEP_FORMER, 3, TPH",
        "true, KEEP_FORMER, 1, TPH"
    })
    @Proves("tph.enable.reserved")
    void theReservedEnableEncodingFollowsThePolicy(
            boolean extended, ReservedEnablePolicy policy, int bits, RequesterEnable expected) {
        TphRequesterCapability tph = create(extended, StTableLocation.NONE, 0, policy);
        tph.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.EXTENDED);
        tph.write(8, 2, 0x001 | bits << 8);
        assertThat(tph.requesterEnable()).isEqualTo(expected);
        assertThat(tph.mode()).isEqualTo(StMode.INTERRUPT_VECTOR);
    }

    @Test
    @Proves("tph.mode-select")
    void unsupportedAndReservedModesActAsNoSt() {
        TphRequesterConfig config = new TphRequesterConfig(false, true, true, StTableLocation.NONE, 0);
        TphRequesterCapability tph =
                TphRequesterCapability.create(space, OFFSET, 0, config, ReservedEnablePolicy.STORE);
        tph.writeControl(StMode.INTERRUPT_VECTOR, RequesterEnable.TPH);
        assertThat(tph.mode()).isEqualTo(StMode.INTERRUPT_VECTOR);
        assertThat(tph.effectiveMode()).isEqualTo(StMode.NO_ST);
        tph.write(8, 1, 5);
        assertThat(tph.mode()).isEqualTo(StMode.RESERVED);
        assertThat(tph.effectiveMode()).isEqualTo(StMode.NO_ST);
        tph.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.TPH);
        assertThat(tph.effectiveMode()).isEqualTo(StMode.DEVICE_SPECIFIC);
    }

    @Test
    @Proves("tph.capability.extended")
    void stUpperExistsOnlyWithExtended() {
        TphRequesterCapability narrow = create(false, StTableLocation.CAPABILITY, 4);
        narrow.writeSteeringTag(1, 0xABCD);
        assertThat(narrow.steeringTag(1)).isEqualTo(0x00CD);
        TphRequesterCapability wide = create(true, StTableLocation.CAPABILITY, 4);
        wide.writeSteeringTag(1, 0xABCD);
        assertThat(wide.steeringTag(1)).isEqualTo(0xABCD);
        assertThat(wide.read(0xC, 4)).isEqualTo(0xABCD0000);
    }

    @Test
    void thePaddingAfterAnOddTableIsReserved() {
        TphRequesterCapability tph = create(true, StTableLocation.CAPABILITY, 3);
        assertThat(tph.sizeBytes()).isEqualTo(20);
        tph.write(0x10, 4, -1);
        assertThat(tph.read(0x10, 4)).isEqualTo(0xFFFF);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomAccessesAgreeWithABitByBitReference(long seed) {
        SequentialStream random = SequentialStream.of(seed, "accesses");
        TphRequesterCapability tph = create(random.nextBounded(2) == 0, StTableLocation.CAPABILITY, 7);
        int size = tph.sizeBytes();
        byte[] reference = new byte[size];
        space.getBytes(OFFSET, reference);
        for (int n = 0; n < 2000; n++) {
            int width = 1 << random.nextBounded(3);
            int register = random.nextBounded(size / width) * width;
            int value = (int) random.nextBits();
            tph.write(register, width, value);
            for (int i = 0; i < width; i++) {
                int at = register + i;
                int writable = tph.writableBits(at & ~3) >>> 8 * (at & 3) & 0xFF;
                reference[at] = (byte) (reference[at] & ~writable | value >>> 8 * i & writable);
            }
            byte[] actual = new byte[size];
            space.getBytes(OFFSET, actual);
            assertThat(actual).isEqualTo(reference);
        }
    }

    @Test
    @Proves("tph.control")
    void resetClearsControlAndTable() {
        TphRequesterCapability tph = create(true, StTableLocation.CAPABILITY, 64);
        tph.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.EXTENDED);
        tph.writeSteeringTag(63, 9);
        tph.reset();
        assertThat(tph.control()).isZero();
        assertThat(tph.steeringTag(63)).isZero();
        assertThat(tph.tableEntries()).isEqualTo(64);
    }

    @Test
    void accessesOutsideOrAcrossAreRefused() {
        TphRequesterCapability tph = create(true, StTableLocation.NONE, 0);
        assertThatThrownBy(() -> tph.read(12, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tph.write(9, 2, 0)).hasMessageContaining("register=9 bytes=2");
        assertThatThrownBy(() -> TphRequesterCapability.wrap(space, 0, ReservedEnablePolicy.STORE))
                .hasMessageContaining("no TPH Requester capability");
    }

    @ParameterizedTest
    @CsvSource({
        "false, CAPABILITY, 8, a function with No ST mode only has no ST table",
        "true, CAPABILITY, 65, allowed at location CAPABILITY: 1 to 64",
        "true, MSIX, 2049, allowed at location MSIX: 1 to 2048",
        "true, MSIX, 0, allowed at location MSIX: 1 to 2048",
        "true, NONE, 4, needs a location",
        "true, RESERVED, 4, ST table location 11b is reserved"
    })
    @Proves({"tph.location.capability", "tph.location.msix", "tph.location.reserved", "tph.location.no-st"})
    void impossibleCapabilitiesAreRefusedByRule(boolean modes, StTableLocation location, int entries, String rule) {
        assertThatThrownBy(() -> new TphRequesterConfig(modes, false, false, location, entries))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void encodingsAgreeWithTheStandard() {
        assertThat(RequesterEnable.of(0xFD)).isEqualTo(RequesterEnable.TPH);
        assertThat(StMode.of(8 | 2)).isEqualTo(StMode.DEVICE_SPECIFIC);
        assertThat(StMode.of(3)).isEqualTo(StMode.RESERVED);
        assertThat(StTableLocation.of(2)).isEqualTo(StTableLocation.MSIX);
        assertThat(TphCompleterSupport.ofDevCap2(0x000C381F)).isEqualTo(TphCompleterSupport.EXTENDED);
        assertThat(TphCompleterSupport.ofDevCap2(0x000C181F)).isEqualTo(TphCompleterSupport.TPH);
        assertThat(TphCompleterSupport.EXTENDED.devCap2Bits()).isEqualTo(0x3000);
    }

    @Test
    void dsmResultsKeepTheNamespacesApart() {
        long result = DsmResult.ofVolatile(0x2A, 0x1234) | 0x5678_9A03L << 32 | 4;
        assertThat(DsmResult.tag(result, false, false)).isEqualTo(0x2A);
        assertThat(DsmResult.tag(result, false, true)).isEqualTo(0x1234);
        assertThat(DsmResult.tag(result, true, false)).isEqualTo(0x9A);
        assertThat(DsmResult.tag(result, true, true)).isEqualTo(0x5678);
        assertThat(DsmResult.ignoresPh(result, false)).isTrue();
        assertThat(DsmResult.ignoresPh(result, true)).isFalse();
        long narrow = DsmResult.ofVolatile(7, -1) | 0xFFFF0000L;
        assertThat(DsmResult.valid(narrow, false, true)).isFalse();
        assertThat(DsmResult.tag(narrow, false, true)).isZero();
    }

    @Test
    void registerAccessesAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TphRequesterCapability tph = create(true, StTableLocation.CAPABILITY, 64);
        rewrite(tph, 50_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        int sum = rewrite(tph, 50_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(512);
        assertThat(sum).isNotZero();
    }

    private static int rewrite(TphRequesterCapability tph, int times) {
        int sum = 0;
        for (int n = 0; n < times; n++) {
            tph.writeControl(StMode.INTERRUPT_VECTOR, RequesterEnable.NONE);
            tph.writeSteeringTag(n & 63, n);
            tph.writeControl(StMode.INTERRUPT_VECTOR, RequesterEnable.EXTENDED);
            sum += tph.steeringTag(n & 63) + tph.control();
        }
        return sum;
    }
}
