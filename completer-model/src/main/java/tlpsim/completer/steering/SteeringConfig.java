package tlpsim.completer.steering;

/**
 * What a platform makes of hints at its root port.
 *
 * @param tagPlacement    where a tag that names a core puts the line
 * @param bypassRequester PH 01 (Requester) without a usable tag bypasses the caches; else PH 01 is ignored
 * @param retainPriority  PH 11 (Target with Priority) without a usable tag allocates with retention; else as PH 10
 */
public record SteeringConfig(TagPlacement tagPlacement, boolean bypassRequester, boolean retainPriority) {}
