package tlpsim.scenarios.config;

import java.util.Optional;

/**
 * The hint that a peer's exporter gives to a requester: what get_tph answers for one namespace.
 *
 * @param extended of the 16-bit namespace
 * @param st       the steering tag; 0 is an ordinary value; {@link #WITHOUT_TAG} in a design whose PH can be valid alone
 */
public record PeerTag(boolean extended, int st, DmaBufPh ph) {
    /** A hint without a tag. */
    public static final int WITHOUT_TAG = -1;

    /**
     * The hint of requests to a peer, or empty where they carry none. The preferred namespace is that of the granted
     * Requester Enable; a function that is granted 8-bit tags cannot send a 16-bit one, so there is no other for it.
     */
    public static Optional<PeerTag> of(PeerConfig peer, TphEnable granted, TargetNamespace namespace) {
        if (peer.dmaBuf().isEmpty() || granted == TphEnable.OFF || namespace == TargetNamespace.NONE) {
            return Optional.empty();
        }
        DmaBufConfig exported = peer.dmaBuf().get();
        if (granted == TphEnable.EXTENDED && exported.stExt().isPresent()) {
            return Optional.of(new PeerTag(true, exported.stExt().getAsInt(), exported.ph()));
        }
        boolean allowed = granted == TphEnable.EIGHT_BIT || namespace == TargetNamespace.EITHER;
        return allowed && exported.st().isPresent()
                ? Optional.of(new PeerTag(false, exported.st().getAsInt(), exported.ph()))
                : Optional.empty();
    }
}
