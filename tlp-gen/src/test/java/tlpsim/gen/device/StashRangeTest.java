package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.AccessKind;

final class StashRangeTest {
    @Test
    void theRangeIsTheWholeLinesThatItsBytesTouch() {
        StashRange range = new StashRange(130, 10);
        assertThat(range.from(4096)).isEqualTo(4096 + 128);
        assertThat(range.to(4096)).isEqualTo(4096 + 192);
        StashRange across = new StashRange(190, 3);
        assertThat(across.from(4096)).isEqualTo(4096 + 128);
        assertThat(across.to(4096)).isEqualTo(4096 + 256);
        // A buffer with headroom does not begin with a line.
        assertThat(new StashRange(0, 64).from(4096 + 32)).isEqualTo(4096);
        assertThat(new StashRange(0, 64).to(4096 + 32)).isEqualTo(4096 + 128);
    }

    @Test
    void noRangeLiesBeyondAllAddresses() {
        assertThat(StashRange.NONE.from(1L << 40)).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> new StashRange(-1, 1));
    }

    /** Writes are cut at the ends of the range and nowhere else, carry its hint inside, and are the same bytes of the same packets. */
    @Test
    void packetsAreCutWhereTheRangeBeginsAndEnds() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int from = random.nextInt(1_500);
            int length = 1 + random.nextInt(400);
            StashRange range = new StashRange(from, length);
            List<DeviceRig.Emitted> whole = run(seed, StashRange.NONE);
            Map<Long, Long> plain = bytesByBuffer(whole);
            List<DeviceRig.Emitted> cut = run(seed, range);
            assertThat(bytesByBuffer(cut)).as("seed " + seed).isEqualTo(plain);
            for (DeviceRig.Emitted tlp : cut) {
                long start = bufferOf(tlp);
                long end = tlp.address() + tlp.bytes();
                boolean inside = tlp.address() >= range.from(start) && end <= (range.to(start) + 3 & ~3);
                boolean outside = end <= range.from(start) || tlp.address() >= range.to(start);
                assertThat(inside || outside).as("seed " + seed + ", " + tlp).isTrue();
                assertThat(isHinted(tlp)).as("seed " + seed + ", " + tlp).isEqualTo(inside && !outside);
            }
            assertThat(starts(cut)).isEqualTo(starts(whole)).isPositive();
        }
    }

    private static List<DeviceRig.Emitted> run(long seed, StashRange range) {
        NicSetup setup = new NicSetup();
        setup.stash = range;
        DeviceRig rig = setup.rig();
        rig.start(setup.make(rig, setup.random(seed, 20, 200_000)));
        rig.runUntil(100_000_000);
        return rig.emitted().stream()
                .filter(tlp -> tlp.kind() == AccessKind.HEADER || tlp.kind() == AccessKind.PAYLOAD)
                .collect(Collectors.toList());
    }

    private static long starts(List<DeviceRig.Emitted> tlps) {
        return tlps.stream().filter(tlp -> tlp.kind() == AccessKind.HEADER).count();
    }

    private static long bufferOf(DeviceRig.Emitted tlp) {
        return tlp.address() / NicSetup.STRIDE * NicSetup.STRIDE;
    }

    private static Map<Long, Long> bytesByBuffer(List<DeviceRig.Emitted> tlps) {
        Map<Long, Long> bytes = new HashMap<>();
        tlps.forEach(tlp -> bytes.merge(bufferOf(tlp), tlp.address() + tlp.bytes(), Math::max));
        return bytes;
    }

    private static boolean isHinted(DeviceRig.Emitted tlp) {
        return (Integer.parseInt(tlp.header().substring(2, 4), 16) & 1) != 0;
    }
}
