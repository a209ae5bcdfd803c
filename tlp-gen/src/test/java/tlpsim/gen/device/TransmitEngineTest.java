package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TransmitEngineTest {
    private static final int LARGE = 1500;

    private static long packetsIn(TransmitEngineConfig config, long servedPs, long timePs) {
        TransmitEngine engine = new TransmitEngine(config);
        for (int read = 0; read < 1000; read++) {
            engine.served(servedPs);
        }
        long packets = 0;
        for (long nowPs = config.startPs(); nowPs < timePs; nowPs = Math.max(nowPs, engine.freePs())) {
            engine.take(nowPs, LARGE);
            packets++;
        }
        return packets;
    }

    @Test
    void aPacketTakesItsLinesAndItsOwnTime() {
        TransmitEngineConfig config = new TransmitEngineConfig(4_000, 30_000, 0, 0, 1);

        // 24 lines of 4 ns and 30 ns: 126 ns.
        assertThat(packetsIn(config, 0, 126_000_000)).isEqualTo(1_000);
    }

    @Test
    void severalQueuesOverlapAllButTheLines() {
        TransmitEngineConfig config = new TransmitEngineConfig(4_000, 30_000, 0, 0, 4);

        // 96 ns and half of 30 ns.
        assertThat(packetsIn(config, 0, 111_000_000)).isEqualTo(1_000);
    }

    @Test
    void readsThatTakeLongerSlowIt() {
        TransmitEngineConfig config = new TransmitEngineConfig(4_000, 0, 20, 0, 1);

        assertThat(packetsIn(config, 400_000, 116_000_000)).isEqualTo(1_000);
        assertThat(packetsIn(config, 600_000, 126_000_000)).isEqualTo(1_000);
    }

    @Test
    void itTakesNothingBeforeItsStart() {
        TransmitEngineConfig config = new TransmitEngineConfig(1_000, 0, 0, 5_000_000, 1);

        assertThat(new TransmitEngine(config).freePs()).isEqualTo(5_000_000);
    }

    @Test
    void anEngineWithoutLimitsIsAlwaysFree() {
        TransmitEngine engine = new TransmitEngine(TransmitEngineConfig.UNLIMITED);

        engine.served(400_000);
        engine.take(1_000_000, LARGE);

        assertThat(engine.freePs()).isZero();
    }
}
