package tlpsim.scenarios.machine;

import java.util.List;
import java.util.Optional;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.MsixRegisters;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.PortType;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.PcieLinkConfig;
import tlpsim.scenarios.config.PrefixConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.SriovConfig;
import tlpsim.scenarios.config.StTableLocation;
import tlpsim.scenarios.config.SwitchConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * The registers that a scenario's keys stand for, as firmware and drivers leave them before anybody enables TPH: bus numbers given, memory space and bus master
 * on, MSI-X on in devices with a driver. Vendor and device ids stand for nothing: a scenario has none.
 */
final class ScenarioRegisters {
    /** Belongs to nobody; widely used by emulators. */
    private static final int VENDOR = 0x1234;

    private static final int ROOT_PORT = 0x0001;
    private static final int UPSTREAM_PORT = 0x0002;
    private static final int DOWNSTREAM_PORT = 0x0003;
    private static final int FIRST_ENDPOINT = 0x0010;
    /** From the device id of a PF to that of its VFs. */
    private static final int VF_DEVICE = 0x0010;

    private static final int BRIDGE_CLASS = 0x060400;
    private static final int MEMORY_AND_MASTER = 0x0006;
    private static final int MOST_PAYLOAD_BYTES = 4096;
    private static final int PORT_READ_REQUEST_BYTES = 512;
    private static final int FLIT_GENERATION = 6;

    /** What every port announces; Source Validation is announced and never on. */
    private static final int PORT_ACS = PciConfigLayout.PCI_ACS_SV
            | PciConfigLayout.PCI_ACS_TB
            | PciConfigLayout.PCI_ACS_RR
            | PciConfigLayout.PCI_ACS_CR
            | PciConfigLayout.PCI_ACS_UF
            | PciConfigLayout.PCI_ACS_EC
            | PciConfigLayout.PCI_ACS_DT;

    private static final int VECTOR_SIZE_SHIFT = 8;

    private final ScenarioConfig scenario;

    ScenarioRegisters(ScenarioConfig scenario) {
        this.scenario = scenario;
    }

    /**
     * A link's end.
     *
     * @param blocking End-End TLP Prefix Blocking of the port at its upper end
     */
    record Link(PcieLinkConfig speed, boolean flit, boolean blocking) {}

    /** Bus numbers of a bridge. */
    record Buses(int primary, int secondary, int subordinate) {}

    /**
     * ACS of a port.
     *
     * @param number  its Port Number
     * @param ports   bits of the Egress Control Vector
     * @param control ACS Control
     * @param blocked Port Numbers in the vector
     */
    record Acs(int number, int ports, int control, List<Integer> blocked) {}

    ConfigImage rootPort(RootPortConfig port, Buses buses, boolean blocking, Acs acs) {
        ConfigSpaceBuilder registers = bridge(
                PortType.ROOT_PORT, ROOT_PORT, buses, new Link(port.link(), port.flit(), blocking), port.prefix());
        registers.completer(port.tphCompleter().announced());
        return image(registers, blocking, acs);
    }

    ConfigImage upstreamPort(SwitchConfig element, Buses buses) {
        Link link = new Link(element.link(), element.flit(), element.prefixBlocking());
        ConfigSpace space = space(bridge(PortType.SWITCH_UPSTREAM, UPSTREAM_PORT, buses, link, element.prefix()));
        block(space, link.blocking());
        return space.image();
    }

    ConfigImage downstreamPort(SwitchConfig element, Buses buses, Link link, Acs acs) {
        ConfigSpaceBuilder registers =
                bridge(PortType.SWITCH_DOWNSTREAM, DOWNSTREAM_PORT, buses, link, element.prefix());
        return image(registers, link.blocking(), acs);
    }

    /** A port takes the largest payload that any device of the machine forms. */
    private ConfigSpaceBuilder bridge(PortType type, int deviceId, Buses buses, Link link, PrefixConfig prefix) {
        int payloadBytes = scenario.fabric().endpoints().stream()
                .mapToInt(endpoint -> endpoint.requests().mpsBytes())
                .max()
                .orElse(MOST_PAYLOAD_BYTES);
        return linked(ConfigSpaceBuilder.of(type), link)
                .identity(VENDOR, deviceId, BRIDGE_CLASS)
                .buses(buses.primary(), buses.secondary(), buses.subordinate())
                .sizes(payloadBytes, PORT_READ_REQUEST_BYTES)
                .prefixes(prefix.extendedFmt(), prefix.endEnd(), prefix.max());
    }

    private static ConfigSpaceBuilder linked(ConfigSpaceBuilder registers, Link link) {
        PcieLinkConfig speed = link.speed();
        return registers
                .link(speed.generation(), speed.lanes())
                .flit(link.flit() || speed.generation() >= FLIT_GENERATION);
    }

    /** A device, live; an integrated one has no link registers. Its VFs exist, as many as the scenario has. */
    ConfigSpace endpoint(EndpointConfig endpoint, Link link) {
        EndpointKind kind = endpoint.kind();
        // An integrated endpoint has no link registers: what the scenario calls its link is a path of the root complex.
        ConfigSpaceBuilder registers = (endpoint.isIntegrated()
                        ? ConfigSpaceBuilder.of(PortType.RC_INTEGRATED_ENDPOINT).link(0, 0)
                        : linked(ConfigSpaceBuilder.of(PortType.ENDPOINT), link))
                .identity(VENDOR, FIRST_ENDPOINT + kind.ordinal(), classCode(kind))
                .sizes(endpoint.requests().mpsBytes(), endpoint.requests().mrrsBytes());
        Optional<TphRequesterConfig> announced =
                endpoint.tph().supported() ? Optional.of(endpoint.tph().announced()) : Optional.empty();
        announced.ifPresent(registers::tph);
        if (kind == EndpointKind.PEER) {
            PrefixConfig prefix = endpoint.peer().prefix();
            registers.completer(endpoint.peer().tphCompleter().announced());
            registers.prefixes(prefix.extendedFmt(), prefix.endEnd(), prefix.max());
        } else if (announced.filter(TphRequesterConfig::extended).isPresent()) {
            // A 16-bit tag of Non-Flit Mode is an End-End prefix of the device's own.
            registers.prefixes(true, true, PciTphLayout.PCI_TPH_REQ_EXT_TPH + 1);
        }
        SriovConfig sriov = endpoint.sriov();
        if (sriov.vfs() > 0) {
            registers.sriov(
                    sriov.vfs(), sriov.firstVfOffset(), sriov.vfStride(), FIRST_ENDPOINT + kind.ordinal() + VF_DEVICE);
        }
        registers.msix(vectors(endpoint));
        ConfigSpace space = space(registers);
        space.announced().sriov().ifPresent(capability -> {
            space.write(capability.offset() + PciConfigLayout.PCI_SRIOV_NUM_VF, 2, sriov.vfs());
            space.write(
                    capability.offset() + PciConfigLayout.PCI_SRIOV_CTRL,
                    2,
                    PciConfigLayout.PCI_SRIOV_CTRL_VFE | PciConfigLayout.PCI_SRIOV_CTRL_MSE);
        });
        for (int vf = 0; vf < space.virtualFunctions(); vf++) {
            started(space.virtualFunction(vf));
        }
        return space;
    }

    /** A vector per queue, and as many as a table in the MSI-X table needs. */
    private int vectors(EndpointConfig endpoint) {
        int queues = 0;
        for (WorkloadConfig workload : scenario.workloads()) {
            if (workload.endpoint().equals(endpoint.id())) {
                queues = Math.max(queues, workload.queues().count());
            }
        }
        boolean inTable = endpoint.tph().supported() && endpoint.tph().stTable().location() == StTableLocation.MSI_X;
        int entries = inTable ? endpoint.tph().stTable().entries() : 0;
        return Math.max(Math.min(queues, PciTphLayout.MAX_MSIX_ENTRIES), entries);
    }

    private static int classCode(EndpointKind kind) {
        return switch (kind) {
            case NIC -> 0x020000;
            case NVME -> 0x010802;
            case PEER -> 0x120000;
            case REPLAY -> 0xFF0000;
        };
    }

    private static ConfigImage image(ConfigSpaceBuilder registers, boolean blocking, Acs acs) {
        ConfigSpace space =
                space(registers.portNumber(acs.number()).acs(PORT_ACS | (acs.ports() & 0xFF) << VECTOR_SIZE_SHIFT));
        block(space, blocking);
        int at = space.announced().acs().orElseThrow().offset();
        space.write(at + PciConfigLayout.PCI_ACS_CAP + 2, 2, acs.control());
        for (int port : acs.blocked()) {
            int vector = at + PciConfigLayout.PCI_ACS_EGRESS_CTL_V + port / Integer.SIZE * Integer.BYTES;
            space.write(vector, 4, space.peek(vector, 4) | 1 << port % Integer.SIZE);
        }
        return space.image();
    }

    private static void block(ConfigSpace space, boolean blocking) {
        int register = space.announced().pcie().orElseThrow().offset() + PciConfigLayout.PCI_EXP_DEVCTL2;
        space.write(register, 2, blocking ? PciConfigLayout.PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING : 0);
    }

    private static ConfigSpace space(ConfigSpaceBuilder registers) {
        ConfigSpace space = ConfigSpace.of(registers.build(), ReservedEnablePolicy.STORE);
        started(space);
        return space;
    }

    private static void started(ConfigSpace space) {
        space.write(PciConfigLayout.PCI_COMMAND, 2, MEMORY_AND_MASTER);
        Optional<MsixRegisters> msix = space.announced().msix();
        if (msix.isPresent()) {
            int control = msix.get().control() | PciConfigLayout.PCI_MSIX_FLAGS_ENABLE;
            space.write(msix.get().offset() + PciConfigLayout.PCI_MSIX_FLAGS, 2, control);
        }
    }
}
