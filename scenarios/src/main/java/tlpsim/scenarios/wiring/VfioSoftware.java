package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StMode;
import tlpsim.core.vfio.TagTarget;
import tlpsim.core.vfio.TphStEntry;
import tlpsim.core.vfio.TphStReport;
import tlpsim.core.vfio.TphStRequest;
import tlpsim.core.vfio.VfioConfig;
import tlpsim.core.vfio.VfioTphDevice;
import tlpsim.scenarios.config.TphEnable;

/** A driver in user space that holds the function through VFIO: it enables in configuration space and places tags by TPH_ST. */
final class VfioSoftware implements FunctionSoftware {
    private static final int RAW_KEY = 1 << 20;
    private static final int BUFFER_KEY = 1 << 21;
    private static final int WIDE_KEY = 1 << 22;

    private final TracedFunction traced;
    private final VfioTphDevice device;
    private final VfioConfig config;
    private final StMode mode;

    VfioSoftware(TracedFunction traced, VfioConfig config, StMode mode) {
        this.traced = traced;
        this.config = config;
        this.mode = mode;
        this.device = new VfioTphDevice(traced.function(), traced.core(), config);
    }

    /** A user looks first whether TPH is offered at all; then it writes Control, which cannot fail but be granted less. */
    @Override
    public OperationReport enable(TphEnable asked) {
        OperationReport offered = device.probe();
        return offered.ok() ? device.writeControl(control(asked.field())) : offered;
    }

    private int control(int type) {
        return mode.bits() | type << PciTphLayout.REQ_EN_SHIFT;
    }

    @Override
    public OperationReport disable() {
        return device.writeControl(mode.bits());
    }

    /** A user need not see a tag to know that two queues want the same one. */
    @Override
    public Written find(TagRequest request) {
        int kind = switch (request.kind()) {
            case CORE -> 0;
            case RAW -> RAW_KEY;
            case BUFFER -> BUFFER_KEY;
        };
        int key = request.value() | kind | (request.extended() ? WIDE_KEY : 0);
        OperationReport known = new OperationReport("target", Errno.NONE, key, "", List.of(), AccessCount.ZERO);
        return new Written(known, key, true);
    }

    /** The user places the tag itself, so it must see it. */
    @Override
    public Written fetch(int index, TagRequest request) {
        OperationLog log = traced.function().begin("TPH_ST");
        TphStReport report = call(request.extended(), List.of(new EntryWish(index, request)));
        log.absorb(report.operation());
        if (!report.operation().ok()) {
            return new Written(report.operation(), 0, true);
        }
        int tag = report.returned().get(0).tag();
        boolean withheld = tag == TphStReport.NOT_GIVEN;
        if (log.breaks(
                UapiRule.WITHHELD_STILL_PLACED, withheld, withheld ? "the tag is withheld" : "the tag is shown")) {
            return new Written(log.failed(config.choices().errnoUnplaceable()), 0, true);
        }
        return new Written(report.operation(), tag, isNamed(request));
    }

    @Override
    public Written write(int entry, TagRequest request) {
        return writeAll(List.of(new EntryWish(entry, request))).get(0);
    }

    /** One call per namespace and kind of target; a call that fails is taken apart, since a batch is written as a whole or not at all. */
    @Override
    public List<Written> writeAll(List<EntryWish> wishes) {
        Map<Integer, List<Integer>> calls = new TreeMap<>();
        for (int wish = 0; wish < wishes.size(); wish++) {
            TagRequest request = wishes.get(wish).request();
            int call = request.kind() == TagRequest.Kind.BUFFER
                    ? find(request).tag()
                    : request.kind().ordinal() * RAW_KEY + (request.extended() ? WIDE_KEY : 0);
            calls.computeIfAbsent(call, any -> new ArrayList<>()).add(wish);
        }
        Written[] written = new Written[wishes.size()];
        calls.values().forEach(call -> place(wishes, call, written));
        boolean any = Arrays.stream(written).anyMatch(Written::ok);
        boolean applies =
                any && config.design().shadowTables() && traced.function().enabled();
        return applies ? applied(wishes, written) : Arrays.asList(written);
    }

    private void place(List<EntryWish> wishes, List<Integer> call, Written[] written) {
        List<EntryWish> batch = call.stream().map(wishes::get).toList();
        for (int first = 0; first < call.size(); first += TphStRequest.MAX_ENTRIES) {
            int end = Math.min(call.size(), first + TphStRequest.MAX_ENTRIES);
            TphStReport report = call(batch.get(0).request().extended(), batch.subList(first, end));
            for (int at = first; at < end; at++) {
                OperationReport of = report.operation().ok() || end - first == 1
                        ? report.operation()
                        : call(batch.get(at).request().extended(), List.of(batch.get(at)))
                                .operation();
                written[call.get(at)] = new Written(
                        of,
                        find(batch.get(at).request()).tag(),
                        isNamed(batch.get(at).request()));
            }
        }
    }

    /** For our own books: of a batch of several cores the call does not say whose tag is missing. */
    private boolean isNamed(TagRequest request) {
        return request.kind() != TagRequest.Kind.CORE
                || traced.firmware().tag(request.value(), request.extended()) != 0;
    }

    /** The rejected design: tables are applied when TPH is enabled, so a user who wants a change to count turns it off and on. */
    private List<Written> applied(List<EntryWish> wishes, Written[] filled) {
        OperationLog log = traced.function().begin("TPH_ST, then Control off and on");
        int type = traced.function().requesterType();
        Arrays.stream(filled).map(Written::report).distinct().forEach(log::absorb);
        log.absorb(device.writeControl(mode.bits()));
        log.absorb(device.writeControl(control(type)));
        OperationReport report = log.done(filled.length, "tables applied");
        boolean wide = type == PciTphLayout.PCI_TPH_REQ_EXT_TPH;
        List<Written> applied = new ArrayList<>();
        for (int wish = 0; wish < filled.length; wish++) {
            Written one = filled[wish];
            boolean live = wishes.get(wish).request().extended() == wide;
            applied.add(one.ok() ? new Written(report, one.tag(), one.named(), live) : one);
        }
        return applied;
    }

    private TphStReport call(boolean extended, List<EntryWish> wishes) {
        List<TphStEntry> entries = new ArrayList<>();
        for (EntryWish wish : wishes) {
            TagRequest request = wish.request();
            TagTarget target = switch (request.kind()) {
                case CORE -> new TagTarget.Cpu(request.value(), MemoryType.VOLATILE);
                case RAW -> new TagTarget.Literal(request.value());
                case BUFFER -> new TagTarget.Buffer(request.buffer().orElseThrow());
            };
            entries.add(new TphStEntry(wish.entry(), target));
        }
        return device.tphSt(new TphStRequest(extended, entries));
    }

    @Override
    public boolean takesBatches() {
        return true;
    }

    @Override
    public boolean keepsTagsWhileOff() {
        return config.design().shadowTables();
    }

    @Override
    public TracedFunction function() {
        return traced;
    }
}
