package tlpsim.scenarios.control;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tlpsim.core.rule.AccessCounter;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.DmaBufTphFeature;
import tlpsim.core.vfio.DmaBufTphPayload;
import tlpsim.core.vfio.FeatureCall;
import tlpsim.core.vfio.FeatureCall.Operation;
import tlpsim.core.vfio.Mlx5Import;
import tlpsim.core.vfio.PeerTagSemantics;
import tlpsim.core.vfio.PeerTagUse;
import tlpsim.scenarios.control.ScriptStep.Outcome;

/** The lines about dma-bufs and about peers. */
final class BufferOperations {
    private final ControlMachine machine;

    BufferOperations(ControlMachine machine, Map<String, OperationParser> operations) {
        this.machine = machine;
        operations.put("dma-buf-set", this::set);
        operations.put("get-tph", this::getTph);
        operations.put("import", this::importTag);
        operations.put("look", this::look);
        operations.put("invalidate", in -> change(in, "invalidate", DmaBuf::invalidate));
        operations.put("drained", in -> change(in, "drained", DmaBuf::drained));
        operations.put("remap", in -> change(in, "remap", DmaBuf::remap));
        operations.put("mlx5-register", this::register);
        operations.put("peer-gets", this::peerGets);
    }

    private DeviceEntry device(LineArguments in) {
        return machine.device(in.line(), in.word("a device"));
    }

    private DmaBuf buffer(LineArguments in) {
        return machine.find(in.line(), in.word("a dma-buf"), "dma-buf", machine.buffers());
    }

    private ScriptStep set(LineArguments in) {
        DeviceEntry device = device(in);
        int fd = in.option("fd", -1, -1, Integer.MAX_VALUE);
        Optional<ScriptWord> st = in.option("st");
        Optional<ScriptWord> wide = in.option("st-ext");
        int tag8 = st.isPresent() ? (int) in.literal(st.get(), "st", 0, 0xFF) : 0;
        int tag16 = wide.isPresent() ? (int) in.literal(wide.get(), "st-ext", 0, 0xFFFF) : 0;
        int usual = (st.isPresent() ? DmaBuf.FLAG_ST : 0) | (wide.isPresent() ? DmaBuf.FLAG_ST_EXT : 0);
        int flags = in.option("flags", usual, 0, 0xFF);
        int ph = in.option("ph", 0, 0, 0xFF);
        int argBytes = in.option("arg-bytes", DmaBufTphPayload.SIZE_BYTES, 0, 4096);
        Operation operation = in.flag("get") ? Operation.GET : in.flag("probe") ? Operation.PROBE : Operation.SET;
        FeatureCall call = new FeatureCall(operation, argBytes, !in.flag("unreadable"));
        in.end();
        DmaBufTphPayload payload = new DmaBufTphPayload(fd, flags, tag16, tag8, ph);
        return new ScriptStep(
                in.line(),
                device,
                values -> new Outcome(DmaBufTphFeature.set(device.function(), call, payload, machine.files())));
    }

    private ScriptStep getTph(LineArguments in) {
        DmaBuf buffer = buffer(in);
        boolean extended = in.choose(in.word("a namespace"), "namespace", Spellings.NAMESPACES);
        in.end();
        return new ScriptStep(
                in.line(), null, values -> new Outcome(buffer.getTph(extended).report()));
    }

    private ScriptStep importTag(LineArguments in) {
        DeviceEntry device = device(in);
        DmaBuf buffer = buffer(in);
        boolean extended = in.option("prefer", false, Spellings.NAMESPACES);
        boolean alternate = in.flag("alternate");
        in.end();
        return new ScriptStep(
                in.line(), device, values -> new Outcome(device.importOf(buffer).query(extended, alternate)));
    }

    private ScriptStep look(LineArguments in) {
        DeviceEntry device = device(in);
        DmaBuf buffer = buffer(in);
        in.end();
        return new ScriptStep(
                in.line(), device, values -> new Outcome(device.importOf(buffer).look()));
    }

    private ScriptStep change(LineArguments in, String operation, Predicate<DmaBuf> step) {
        DmaBuf buffer = buffer(in);
        in.end();
        return new ScriptStep(in.line(), null, values -> {
            boolean changed = step.test(buffer);
            OperationLog log = new OperationLog(operation, new AccessCounter());
            log.applied(DmaBufRule.IMPORT_REQUERY, "mapping " + buffer.state().words());
            return new Outcome(log.done(
                    changed ? 1 : 0, changed ? "mapping " + buffer.state().words() : "no change"));
        });
    }

    private ScriptStep register(LineArguments in) {
        DeviceEntry device = device(in);
        DmaBuf buffer = buffer(in);
        Optional<ScriptWord> handle = in.option("handle");
        int ph = in.option("ph", 0, 0, 3);
        Optional<Mlx5Import.DmaHandle> given = handle.isPresent()
                ? Optional.of(new Mlx5Import.DmaHandle((int) in.literal(handle.get(), "handle", 0, 0xFFFF), ph))
                : Optional.empty();
        in.end();
        return new ScriptStep(
                in.line(),
                device,
                values -> new Outcome(
                        Mlx5Import.register(device.function(), buffer, given).report()));
    }

    private ScriptStep peerGets(LineArguments in) {
        PeerTagUse.Fate fate = in.choose(in.word("a fate"), "fate", Spellings.FATES);
        PeerTagSemantics semantics = in.option("semantics", PeerTagSemantics.PLACEMENT, Spellings.SEMANTICS);
        in.end();
        return new ScriptStep(in.line(), null, values -> {
            PeerTagUse.Verdict verdict = PeerTagUse.judge(semantics, fate);
            OperationLog log = new OperationLog("tag arrives at a peer", new AccessCounter());
            log.applied(UapiRule.TAG_IS_OPERATION, Spellings.spell(semantics) + ", " + Spellings.spell(fate));
            return new Outcome(log.done(verdict.ordinal(), Spellings.spell(verdict)));
        });
    }
}
