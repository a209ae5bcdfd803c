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
    private final TphFunction[] exporters;
    private final OpenFiles files = new OpenFiles();

    /** What a query came to; without a tag where requests carry no hint. */
    record Answer(Optional<PeerTag> tag, OperationReport report, DmaBufImport view) {}

    /** @param config the user API of the requester, whose design decides what exporters answer */
    PeerImports(List<EndpointConfig> peers, TphFunction importer, VfioConfig config) {
        this.peers = peers;
        this.importer = importer;
        this.config = config;
        this.buffers = new DmaBuf[peers.size()];
        this.exporters = new TphFunction[peers.size()];
        for (int peer = 0; peer < buffers.length; peer++) {
            buffers[peer] = export(peer);
        }
    }

    private DmaBuf export(int peer) {
        EndpointConfig endpoint = peers.get(peer);
        if (endpoint.peer().dmaBuf().isEmpty()) {
            return DmaBuf.foreign(endpoint.id());
        }
        LiveFunction image = TracedFunction.live(
                PortType.ENDPOINT, endpoint.peer().tphCompleter().announced(), Optional.empty());
        exporters[peer] = new TphFunction(endpoint.id(), image.config(), image.msix(), RootPort.NONE);
        DmaBuf buffer = DmaBuf.exported(endpoint.id(), exporters[peer], config);
        files.put(FIRST_FD + peer, buffer);
        set(peer, endpoint.peer().dmaBuf());
        return buffer;
    }

    /** The user of the exporter sets the tags; empty takes both namespaces back. */
    private void set(int peer, Optional<DmaBufConfig> tags) {
        int flags = tags.map(given -> (given.st().isPresent() ? DmaBuf.FLAG_ST : 0)
                        | (given.stExt().isPresent() ? DmaBuf.FLAG_ST_EXT : 0))
                .orElse(0);
        DmaBufTphPayload payload = new DmaBufTphPayload(
                FIRST_FD + peer,
                flags,
                tags.map(given -> given.stExt().orElse(0)).orElse(0),
                tags.map(given -> given.st().orElse(0)).orElse(0),
                tags.map(given -> given.ph().ordinal()).orElse(0));
        OperationReport set = DmaBufTphFeature.set(exporters[peer], FeatureCall.SET, payload, files);
        if (!set.ok()) {
            throw new IllegalStateException("tags of " + peers.get(peer).id() + " not set: " + set.errno());
        }
    }

    /** The exporter invalidates the mapping. */
    void invalidate(int peer) {
        buffers[peer].invalidate();
    }

    /** What was under way has arrived or never will; the exporter sets its tags and maps again, so that who asks asks anew. */
    void remap(int peer, Optional<DmaBufConfig> tags) {
        buffers[peer].drained();
        set(peer, tags);
        buffers[peer].remap();
        answers.keySet().removeIf(key -> key.startsWith(peer + " "));
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
            DmaBufImport view = new DmaBufImport(importer, buffers[peer], config);
            OperationReport report = view.query(preferExtended, either && preferExtended);
            return new Answer(report.ok() ? Optional.of(tag(peer, report, view)) : Optional.empty(), report, view);
        });
    }

    private PeerTag tag(int peer, OperationReport report, DmaBufImport view) {
        int st = view.hasTag() ? (int) report.value() : PeerTag.WITHOUT_TAG;
        return new PeerTag(
                view.isExtended(),
                st,
                peers.get(peer).peer().dmaBuf().orElseThrow().ph());
    }
}
