package tlpsim.core.vfio;

import java.util.Optional;
import tlpsim.core.kernel.RequesterTypes;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.vfio.FeatureCall.Operation;

/** VFIO_DEVICE_FEATURE_DMA_BUF_TPH: the user of an exporting function sets the tags of a dma-buf. */
public final class DmaBufTphFeature {
    private static final int COMPLETER_EXTENDED = 3;
    private static final int MAX_PH = 3;

    private DmaBufTphFeature() {}

    /** Sets or probes, with the checks of series v9 in their order. */
    public static OperationReport set(
            TphFunction function, FeatureCall call, DmaBufTphPayload payload, OpenFiles files) {
        OperationLog log = function.begin("DMA_BUF_TPH");
        int completer = function.ownCompleterBits();
        boolean none = completer == 0 || completer == 2;
        if (log.breaks(DmaBufRule.SET_COMPLETER, none, "own completer " + RequesterTypes.bits(completer))) {
            return log.failed(Errno.EOPNOTSUPP);
        }
        if (call.operation() == Operation.PROBE) {
            return log.done(0, "supported");
        }
        boolean wrong = call.operation() == Operation.GET || call.argBytes() < DmaBufTphPayload.SIZE_BYTES;
        if (log.breaks(DmaBufRule.SET_ARGUMENTS, wrong, call.operation() + " with " + call.argBytes() + " bytes")) {
            return log.failed(Errno.EINVAL);
        }
        if (log.breaks(DmaBufRule.SET_COPY, !call.readable(), call.readable() ? "readable" : "not readable")) {
            return log.failed(Errno.EFAULT);
        }
        Errno errno = checkPayload(payload, completer, log);
        return errno == Errno.NONE ? setBuffer(function, payload, files, log) : log.failed(errno);
    }

    private static Errno checkPayload(DmaBufTphPayload payload, int completer, OperationLog log) {
        int unknown = payload.flags() & ~(DmaBuf.FLAG_ST | DmaBuf.FLAG_ST_EXT);
        if (log.breaks(DmaBufRule.SET_FLAGS, unknown != 0, "flags " + payload.flags())) {
            return Errno.EINVAL;
        }
        if (log.breaks(DmaBufRule.SET_PH, (payload.ph() & ~MAX_PH) != 0, "PH " + payload.ph())) {
            return Errno.EINVAL;
        }
        boolean wide = (payload.flags() & DmaBuf.FLAG_ST_EXT) != 0;
        boolean refused = wide && completer != COMPLETER_EXTENDED;
        String detail = (wide ? "16-bit tag" : "no 16-bit tag") + ", completer " + RequesterTypes.bits(completer);
        return log.breaks(DmaBufRule.SET_EXTENDED, refused, detail) ? Errno.EOPNOTSUPP : Errno.NONE;
    }

    private static OperationReport setBuffer(
            TphFunction function, DmaBufTphPayload payload, OpenFiles files, OperationLog log) {
        Optional<DmaBuf> buffer = files.buffer(payload.fd());
        String file = files.isOpen(payload.fd()) ? "no dma-buf" : "not open";
        if (log.breaks(
                DmaBufRule.SET_FD,
                buffer.isEmpty(),
                "fd " + payload.fd() + ": " + buffer.map(DmaBuf::name).orElse(file))) {
            return log.failed(files.isOpen(payload.fd()) ? Errno.EINVAL : Errno.EBADF);
        }
        boolean foreign = !buffer.get().isExportedBy(function);
        String owner = foreign ? "not exported by " : "exported by ";
        if (log.breaks(DmaBufRule.SET_OWNER, foreign, owner + function.name())) {
            return log.failed(Errno.EINVAL);
        }
        buffer.get().replace(payload);
        log.applied(DmaBufRule.SET_REPLACES, payload.flags() == 0 ? "both namespaces taken back" : "replaced");
        return log.done(0, buffer.get().name() + " set");
    }
}
