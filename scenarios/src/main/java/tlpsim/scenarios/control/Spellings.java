package tlpsim.scenarios.control;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.firmware.TagExhaustionPolicy;
import tlpsim.core.firmware.TargetGranularity;
import tlpsim.core.kernel.KernelFix;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.rule.Errno;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.vfio.LoweredEnablePolicy;
import tlpsim.core.vfio.PeerTagSemantics;
import tlpsim.core.vfio.PeerTagUse;

/** How scripts spell values; every map iterates in the order in which it is printed. */
final class Spellings {
    static final Map<String, Integer> TYPES = map("off", 0, "8-bit", 1, "reserved", 2, "16-bit", 3);
    static final Map<String, TphCompleterSupport> COMPLETERS = map(
            "none", TphCompleterSupport.NONE,
            "8-bit", TphCompleterSupport.TPH,
            "reserved", TphCompleterSupport.RESERVED,
            "16-bit", TphCompleterSupport.EXTENDED);
    static final Map<String, Integer> MODES = map("no-st", 0, "iv", 1, "ds", 2);
    static final Map<String, Boolean> NAMESPACES = map("8-bit", false, "16-bit", true);
    static final Map<String, Boolean> SWITCH = map("on", true, "off", false);
    static final Map<String, MemoryType> MEMORY = ofEnum(MemoryType.values());
    static final Map<String, TargetGranularity> GRANULARITIES = ofEnum(TargetGranularity.values());
    static final Map<String, TagExhaustionPolicy> EXHAUSTION = ofEnum(TagExhaustionPolicy.values());
    static final Map<String, KernelFix> FIXES = ofEnum(KernelFix.values());
    static final Map<String, LoweredEnablePolicy> LOWERED = ofEnum(LoweredEnablePolicy.values());
    static final Map<String, PeerTagSemantics> SEMANTICS = ofEnum(PeerTagSemantics.values());
    static final Map<String, PeerTagUse.Fate> FATES = ofEnum(PeerTagUse.Fate.values());
    static final Map<String, VectorState> VECTORS = ofEnum(VectorState.values());
    static final Map<String, KernelVersionPolicy> VERSIONS = versions();
    static final Map<String, Errno> ERRORS = errors();

    private Spellings() {}

    @SafeVarargs
    private static <E extends Enum<E>> Map<String, E> ofEnum(E... values) {
        Map<String, E> map = new LinkedHashMap<>();
        for (E value : values) {
            map.put(spell(value), value);
        }
        return map;
    }

    static String spell(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, KernelVersionPolicy> versions() {
        Map<String, KernelVersionPolicy> map = new LinkedHashMap<>();
        for (KernelVersionPolicy version : KernelVersionPolicy.versions()) {
            map.put(version.name(), version);
        }
        return map;
    }

    /** With and without the minus that the kernel writes. */
    private static Map<String, Errno> errors() {
        Map<String, Errno> map = new LinkedHashMap<>();
        for (Errno errno : Errno.values()) {
            if (errno != Errno.NONE) {
                map.put(errno.returned(), errno);
            }
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Object... pairs) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (T) pairs[i + 1]);
        }
        return map;
    }
}
