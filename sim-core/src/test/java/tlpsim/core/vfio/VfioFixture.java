package tlpsim.core.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.MachineFixture;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.tph.StTableLocation;

/** A user's device and a peer's function, with one dma-buf of the peer. */
final class VfioFixture {
    final MachineFixture machine = new MachineFixture();
    VfioConfig config = VfioConfig.DEFAULT;
    int peerCompleter = 3;

    VfioTphDevice device;
    TphFunction peer;
    DmaBuf buffer;
    OpenFiles files;

    VfioFixture() {
        machine.version(KernelVersionPolicy.V17);
    }

    VfioFixture table(boolean extended, StTableLocation location, int entries) {
        machine.requester = Optional.of(MachineFixture.requester(extended, location, entries));
        return this;
    }

    VfioFixture build() {
        machine.build();
        device = new VfioTphDevice(machine.function, machine.core, config);
        LiveFunction live = MachineFixture.live(PortType.ENDPOINT, peerCompleter, Optional.empty(), 0, 0);
        peer = new TphFunction("gpu", live.config(), live.msix(), RootPort.NONE);
        buffer = DmaBuf.exported("buf0", peer, config);
        files = new OpenFiles();
        files.put(7, buffer);
        return this;
    }

    /** Builds, and enables through Control. */
    VfioFixture enabled(int mode, int type) {
        build();
        device.writeControl(mode | type << 8);
        assertThat(machine.function.requesterType()).isEqualTo(type);
        return this;
    }

    void setTags(int flags, int st, int stExt, int ph) {
        assertThat(DmaBufTphFeature.set(peer, FeatureCall.SET, new DmaBufTphPayload(7, flags, stExt, st, ph), files)
                        .ok())
                .isTrue();
    }

    TphStReport cpu(boolean extended, int index, int cpu) {
        return st(extended, index, new TagTarget.Cpu(cpu, MemoryType.VOLATILE));
    }

    TphStReport st(boolean extended, int index, TagTarget target) {
        return device.tphSt(new TphStRequest(extended, List.of(new TphStEntry(index, target))));
    }
}
