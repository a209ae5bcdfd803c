package tlpsim.completer.forwarding;

/** One parameter set: a machine with its device and its forwarding software. What varies is in {@link ForwardingWorkload}. */
public record ForwardingHostConfig(
        ForwardingCacheConfig caches,
        BufferPoolConfig pool,
        ForwardingCoreConfig core,
        ForwardingDeviceConfig device) {}
