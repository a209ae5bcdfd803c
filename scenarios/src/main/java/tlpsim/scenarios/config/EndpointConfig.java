package tlpsim.scenarios.config;

import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** A device below a root port or a switch, or in the root complex. */
public record EndpointConfig(
        @Key("Names the device.") String id,

        @Key("The root port or switch above it; root-complex for a Root Complex Integrated Endpoint, which has none.")
        String port,

        @Key(value = "What the device is.", def = "nic") EndpointKind kind,

        @Key(
                value =
                        "Its own link, below a switch, or how fast its path into the root complex is; below a root port the"
                                + " port's link is used.",
                def = "")
        Optional<PcieLinkConfig> link,

        @Key(value = "Its link beyond speed and width.", inline = true)
        EndpointLinkConfig linkForm,

        @Key(value = "How it forms requests.", inline = true)
        RequestConfig requests,

        @Key(
                value = "Received data that the device can hold before it drops.",
                def = "1 MiB",
                min = "2 KiB",
                max = "16 GiB")
        long bufferBytes,

        @Key(value = "How it fetches descriptors (NIC) or submission entries (NVMe).", def = "{}")
        DescriptorConfig descriptor,

        @Key(value = "How it sends, if it does.", def = "{}")
        TransmitDeviceConfig transmit,

        @Key(value = "Its functions as requesters.", inline = true)
        FunctionsConfig functions,

        @Key(value = "What it offers as a target, if it is a peer.", inline = true)
        PeerConfig peer) {
    /** The port of an integrated endpoint. */
    public static final String ROOT_COMPLEX = "root-complex";

    /** Whether it is a Root Complex Integrated Endpoint. */
    public boolean isIntegrated() {
        return port.equals(ROOT_COMPLEX);
    }

    /** The id of what is above it: a root port, a switch, or a path of its own into the root complex. */
    public String portAbove() {
        return isIntegrated() ? ROOT_COMPLEX + "/" + id : port;
    }

    /** Which of its writes carry Relaxed Ordering. */
    public RelaxedOrderingConfig relaxedOrdering() {
        return requests.relaxedOrdering();
    }

    /** The TPH Requester capability of its functions. */
    public RequesterTphConfig tph() {
        return functions.tph();
    }

    public SriovConfig sriov() {
        return functions.sriov();
    }

    /** The user of VFIO that has its functions; empty where a driver of the host's kernel has them. */
    public Optional<VfioConfig> vfio() {
        return functions.vfio();
    }

    /** Flit Mode of the link above the device. */
    public boolean flit() {
        return linkForm.flit();
    }

    /** One-way latency of the link above the device. */
    public long propagationPs() {
        return linkForm.propagationPs();
    }

    /** End-End TLP Prefix Blocking of the port at the upper end of the device's link. */
    public boolean portPrefixBlocking() {
        return linkForm.portPrefixBlocking();
    }
}
