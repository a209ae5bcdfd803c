package tlpsim.scenarios.topology;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.PortType;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;

/**
 * A machine of our own making: a root port with a NIC and its VF, one with a switch of two ports above a NIC and an
 * accelerator, one that completes no TPH above an NVMe device, and an RCiEP.
 */
final class Machine {
    private Machine() {}

    static Map<String, ConfigImage> images() {
        Map<String, ConfigImage> images = new LinkedHashMap<>();
        images.put("0000:00:01.0", rootPort(TphCompleterSupport.TPH, 1, 1));
        images.put("0000:00:02.0", rootPort(TphCompleterSupport.EXTENDED, 2, 5));
        images.put("0000:00:03.0", rootPort(TphCompleterSupport.NONE, 6, 6));
        images.put("0000:00:08.0", rciep());
        ConfigSpace nic = nic();
        images.put("0000:01:00.0", nic.image());
        images.put("0000:01:00.1", nic.virtualFunction(0).image());
        images.put("0000:02:00.0", port(PortType.SWITCH_UPSTREAM, 2, 3, 5).build());
        images.put(
                "0000:03:00.0",
                port(PortType.SWITCH_DOWNSTREAM, 3, 4, 4).acs(0x1F).build());
        images.put("0000:03:01.0", redirecting());
        images.put("0000:04:00.0", endpoint(0x020000, StTableLocation.MSIX, 64).build());
        images.put("0000:05:00.0", endpoint(0x120000, StTableLocation.NONE, 0).build());
        images.put(
                "0000:06:00.0",
                endpoint(0x010802, StTableLocation.CAPABILITY, 4).build());
        return images;
    }

    static String lspciText() {
        StringBuilder text = new StringBuilder();
        images().forEach((slot, image) ->
                text.append(LspciWriter.function(slot.substring(5), "Device: of our own", image)));
        return text.toString();
    }

    static Topology topology() {
        return topology(lspciText());
    }

    static Topology topology(String text) {
        return new Topology(TopologySource.read("-", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static ConfigSpaceBuilder port(PortType type, int primary, int secondary, int subordinate) {
        return ConfigSpaceBuilder.of(type)
                .identity(0x1022, 0x14AB, 0x060400)
                .buses(primary, secondary, subordinate)
                .link(5, 16)
                .prefixes(true, true, 4);
    }

    private static ConfigImage rootPort(TphCompleterSupport completer, int secondary, int subordinate) {
        return port(PortType.ROOT_PORT, 0, secondary, subordinate)
                .completer(completer)
                .build();
    }

    private static ConfigImage redirecting() {
        ConfigSpace space = ConfigSpace.of(
                port(PortType.SWITCH_DOWNSTREAM, 3, 5, 5).acs(0x1F).build(), ReservedEnablePolicy.STORE);
        int control = space.announced().acs().orElseThrow().offset() + PciConfigLayout.PCI_ACS_CAP + 2;
        space.write(control, 2, PciConfigLayout.PCI_ACS_RR | PciConfigLayout.PCI_ACS_CR);
        return space.image();
    }

    private static ConfigSpaceBuilder endpoint(int classCode, StTableLocation location, int entries) {
        return ConfigSpaceBuilder.of(PortType.ENDPOINT)
                .identity(0x15B3, 0x1021, classCode)
                .link(4, 8)
                .sizes(512, 1024)
                .prefixes(true, true, 2)
                .msix(64)
                .tph(new TphRequesterConfig(true, true, true, location, entries));
    }

    private static ConfigSpace nic() {
        ConfigSpaceBuilder builder =
                endpoint(0x020000, StTableLocation.CAPABILITY, 12).sriov(8, 1, 1, 0x101E);
        ConfigSpace space = ConfigSpace.of(builder.build(), ReservedEnablePolicy.STORE);
        int sriov = space.announced().sriov().orElseThrow().offset();
        space.write(sriov + PciConfigLayout.PCI_SRIOV_NUM_VF, 2, 1);
        space.write(sriov + PciConfigLayout.PCI_SRIOV_CTRL, 2, PciConfigLayout.PCI_SRIOV_CTRL_VFE);
        space.write(0x108, 4, 0x101);
        space.write(0x10C, 2, 0x2A);
        return space;
    }

    private static ConfigImage rciep() {
        return ConfigSpaceBuilder.of(PortType.RC_INTEGRATED_ENDPOINT)
                .identity(0x8086, 0x0B25, 0x088000)
                .tph(new TphRequesterConfig(false, true, true, StTableLocation.CAPABILITY, 2))
                .build();
    }
}
