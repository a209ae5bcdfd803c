package tlpsim.scenarios.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tlpsim.core.config.PortType;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.DmaBufImport;
import tlpsim.core.vfio.DmaBufTphFeature;
import tlpsim.core.vfio.DmaBufTphPayload;
import tlpsim.core.vfio.FeatureCall;
import tlpsim.core.vfio.OpenFiles;
import tlpsim.core.vfio.TphStReport;
import tlpsim.core.vfio.VfioConfig;
import tlpsim.scenarios.config.DmaBufConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.TargetNamespace;
import tlpsim.scenarios.config.TphEnable;

/** The peers' memory as one requester imports it: what its exporters answer when it asks for tags. */
final class PeerImports {
    private static final int FIRST_FD = 100;

    private final List<EndpointConfig> peers;
    private final DmaBuf[] buffers;
    private final TphFunction importer;
    private final VfioConfig config;
    private final Map<String, Answer> answers = new TreeMap<>();

    /** What a query came to; without a tag where requests carry no hint. */
    record Answer(Optional<PeerTag> tag, OperationReport report) {}

    /** @param config the user API of the requester; the exporters follow the same design */
    PeerImports(List<EndpointConfig> peers, TphFunction importer, VfioConfig config) {
        this.peers = peers;
        this.importer = importer;
        this.config = config;
        this.buffers = new DmaBuf[peers.size()];
        for (int peer = 0; peer < buffers.length; peer++) {
            buffers[peer] = buffer(peers.get(peer), FIRST_FD + peer);
        }
    }

    private DmaBuf buffer(EndpointConfig peer, int fd) {
        if (peer.peer().dmaBuf().isEmpty()) {
            return DmaBuf.foreign(peer.id());
        }
        LiveFunction image = TracedFunction.live(
                PortType.ENDPOINT, peer.peer().tphCompleter().announced(), Optional.empty());
        TphFunction exporter = new TphFunction(peer.id(), image.config(), image.msix(), RootPort.NONE);
        DmaBuf buffer = DmaBuf.exported(peer.id(), exporter, config);
        OpenFiles files = new OpenFiles();
        files.put(fd, buffer);
        DmaBufConfig tags = peer.peer().dmaBuf().get();
        int flags = (tags.st().isPresent() ? DmaBuf.FLAG_ST : 0)
                | (tags.stExt().isPresent() ? DmaBuf.FLAG_ST_EXT : 0);
        DmaBufTphPayload payload = new DmaBufTphPayload(
                fd, flags, tags.stExt().orElse(0), tags.st().orElse(0), tags.ph().ordinal());
        OperationReport set = DmaBufTphFeature.set(exporter, FeatureCall.SET, payload, files);
        if (!set.ok()) {
            throw new IllegalStateException("tags of " + peer.id() + " not set: " + set.errno());
        }
        return buffer;
    }

    DmaBuf buffer(int peer) {
        return buffers[peer];
    }

    /**
     * Asks a peer's exporter: in the preferred namespace, then, if wanted, in the other. The preferred one is that of {@code asked}, as far as Requester Enable
     * admits it.
     */
    Answer ask(int peer, TphEnable asked, TargetNamespace namespace) {
        return answers.computeIfAbsent(peer + " " + namespace, key -> {
            boolean either = namespace == TargetNamespace.EITHER;
            boolean granted = importer.requesterType() == TphEnable.EXTENDED.field();
            boolean preferExtended = asked == TphEnable.EXTENDED && (granted || either);
            DmaBufImport view = new DmaBufImport(importer, buffers[peer], config.choices());
            OperationReport report = view.query(preferExtended, either && preferExtended);
            return new Answer(report.ok() ? Optional.of(tag(peer, report, view)) : Optional.empty(), report);
        });
    }

    private PeerTag tag(int peer, OperationReport report, DmaBufImport view) {
        int st = report.value() == TphStReport.NOT_GIVEN ? PeerTag.WITHOUT_TAG : (int) report.value();
        return new PeerTag(
                view.isExtended(),
                st,
                peers.get(peer).peer().dmaBuf().orElseThrow().ph());
    }
}
