package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.forwarding.BufferLayout;
import tlpsim.completer.forwarding.BufferPoolConfig;
import tlpsim.completer.forwarding.ForwardingCacheConfig;
import tlpsim.completer.forwarding.ForwardingCoreConfig;
import tlpsim.completer.forwarding.ForwardingDeviceConfig;
import tlpsim.completer.forwarding.ForwardingHostConfig;
import tlpsim.completer.forwarding.ForwardingWorkload;

/** The parameter set of one machine with its device and software: one value per key, whatever is run on it. */
public final class PlatformParameters {
    private static final int SLICES = 18;
    private static final int SETS_PER_SLICE = 2048;
    private static final int LLC_WAYS = 11;
    private static final int L2_SETS = 1024;
    private static final int L2_WAYS = 16;
    private static final int HEADROOM_BYTES = 128;
    private static final int DATA_BYTES = 2048;
    private static final int MEMORY_CHANNELS = 6;
    private static final int BURST = 32;
    private static final int FULL_SIZE_LINES = 24;
    private static final int PICOSECONDS = 1000;

    private final List<PlatformParameter> parameters;

    private final List<String> leftOutKeys;

    /** @param leftOutKeys calibrated keys that are fitted anew for each experiment left out */
    PlatformParameters(List<PlatformParameter> parameters, List<String> leftOutKeys) {
        this.parameters = List.copyOf(parameters);
        this.leftOutKeys = List.copyOf(leftOutKeys);
    }

    List<String> leftOutKeys() {
        return leftOutKeys;
    }

    /** {@code path=value} for a scenario, of the parameters that are keys of one. */
    List<String> assignments() {
        List<String> assignments = new ArrayList<>();
        for (PlatformParameter parameter : parameters) {
            if (parameter.key().contains(".")) {
                assignments.add(parameter.assignment());
            }
        }
        return assignments;
    }

    public List<PlatformParameter> list() {
        return parameters;
    }

    public List<String> keys() {
        return parameters.stream().map(PlatformParameter::key).toList();
    }

    public PlatformParameter parameter(String key) {
        for (PlatformParameter parameter : parameters) {
            if (parameter.key().equals(key)) {
                return parameter;
            }
        }
        throw new IllegalArgumentException("no parameter " + key);
    }

    public PlatformParameters with(String key, long value) {
        parameter(key);
        List<PlatformParameter> changed = new ArrayList<>();
        for (PlatformParameter parameter : parameters) {
            changed.add(parameter.key().equals(key) ? parameter.withValue(value) : parameter);
        }
        return new PlatformParameters(changed, leftOutKeys);
    }

    private long value(String key) {
        return parameter(key).value();
    }

    private int whole(String key) {
        return Math.toIntExact(value(key));
    }

    /** All values in one line, to tell sets apart. */
    String values() {
        StringBuilder text = new StringBuilder();
        for (PlatformParameter parameter : parameters) {
            text.append(parameter.key()).append('=').append(parameter.value()).append(' ');
        }
        return text.toString();
    }

    ForwardingHostConfig host() {
        ForwardingCacheConfig caches = new ForwardingCacheConfig(
                CacheGeometry.sliced(SLICES, SETS_PER_SLICE, LLC_WAYS),
                CacheGeometry.modulo(L2_SETS, L2_WAYS),
                ReplacementPolicy.LRU,
                whole("extra-io-ways"));
        BufferPoolConfig pool = new BufferPoolConfig(
                whole("pool-buffers"),
                whole("pool-core-cache"),
                whole("pool-run-buffers"),
                BufferLayout.dpdk(HEADROOM_BYTES, DATA_BYTES, MEMORY_CHANNELS));
        ForwardingCoreConfig core = new ForwardingCoreConfig(
                BURST,
                value("packet-ns") * PICOSECONDS,
                value("poll-ns") * PICOSECONDS,
                whole("header-lines"),
                new ForwardingCoreConfig.PrefetchConfig(
                        whole("prefetch-millilines"),
                        value("prefetch-from-gap-ns") * PICOSECONDS,
                        value("prefetch-gap-per-line-ns") * PICOSECONDS));
        ForwardingDeviceConfig device = new ForwardingDeviceConfig(
                whole("transmit-descriptors"),
                value("port-line-ps"),
                value("port-queue-setup-ps"),
                value("port-write-miss-ps"),
                FULL_SIZE_LINES,
                value("transmit-completion-ns") * PICOSECONDS,
                whole("packets-per-completion-line"));
        return new ForwardingHostConfig(caches, pool, core, device);
    }

    ForwardingWorkload workload(ForwardingSetup setup) {
        return new ForwardingWorkload(
                setup.cores(),
                setup.descriptors(),
                setup.packetLines(),
                setup.ioWays(),
                setup.intervalPs(),
                setup.calls() * value("call-ns") * PICOSECONDS);
    }
}
