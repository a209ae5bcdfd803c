package tlpsim.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

/** Images with random bytes, cuts and flips: nothing escapes, and what is read-only stays. */
class ConfigSpaceFuzzTest {
    private static final int IMAGES = 400;
    private static final int WRITES = 200;

    private final Random random = new Random(7);

    private byte[] image() {
        byte[] bytes = ConfigSpaceBuilder.of(PortType.of(random.nextInt(16)))
                .msix(16)
                .tph(new TphRequesterConfig(true, true, random.nextBoolean(), StTableLocation.CAPABILITY, 16))
                .acs(0x7F)
                .sriov(4, 1, 1, 1)
                .build()
                .toByteArray();
        int kind = random.nextInt(4);
        if (kind == 0) {
            random.nextBytes(bytes);
        }
        for (int flips = kind * 20; flips > 0; flips--) {
            int at = random.nextInt(random.nextBoolean() ? bytes.length : 0x180);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(4097)) : bytes;
    }

    @Test
    void noImageAndNoAccessThrows() {
        for (int i = 0; i < IMAGES; i++) {
            ConfigSpace space = ConfigSpace.of(ConfigImage.of(image()), ReservedEnablePolicy.values()[i % 2]);
            for (int j = 0; j < WRITES; j++) {
                int bytes = 1 << random.nextInt(3);
                int register = random.nextInt(random.nextBoolean() ? 4096 : 0x180) & -bytes;
                int base = register & ~3;
                int former = space.peek(base, 4);
                space.write(register, bytes, random.nextInt());
                int changed = former ^ space.read(base, 4);
                int cleared = former & changed & ~space.writableBits(base);
                int devCtl = space.announced().pcie().map(PcieRegisters::offset).orElse(-64) + PCI_EXP_DEVCTL;
                boolean reset = base == devCtl;
                assertThat(reset || (changed & ~space.writableBits(base) & ~cleared) == 0)
                        .isTrue();
            }
            for (int vf = 0; vf < Math.min(4, space.virtualFunctions()); vf++) {
                assertThat(space.virtualFunction(vf).announced().sriov()).isEmpty();
            }
            space.functionLevelReset();
            assertThat(space.image().sizeBytes())
                    .isEqualTo(space.announced().image().sizeBytes());
        }
    }

    @Test
    void capabilityRegistersNeverChange() {
        for (int i = 0; i < IMAGES; i++) {
            ConfigSpace space = ConfigSpace.of(ConfigImage.of(image()), ReservedEnablePolicy.STORE);
            space.announced().tph().ifPresent(tph -> {
                int at = tph.offset() + PciTphLayout.PCI_TPH_CAP;
                for (int register = 0; register < 4096; register += 4) {
                    space.write(register, 4, random.nextInt());
                }
                assertThat(space.read(at, 4) & 0x07FF0707).isEqualTo(tph.capability() & 0x07FF0707);
            });
        }
    }
}
