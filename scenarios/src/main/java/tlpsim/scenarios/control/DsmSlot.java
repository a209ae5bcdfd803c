package tlpsim.scenarios.control;

import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.firmware.MemoryType;

/** The firmware of a root port, which a script may exchange. */
final class DsmSlot implements DsmMethod {
    private DsmMethod method;

    DsmSlot(DsmMethod method) {
        this.method = method;
    }

    void replace(DsmMethod newMethod) {
        method = newMethod;
    }

    DsmMethod method() {
        return method;
    }

    @Override
    public boolean answers(int uid) {
        return method.answers(uid);
    }

    @Override
    public boolean exhausts(MemoryType type) {
        return method.exhausts(type);
    }

    @Override
    public long evaluate(int uid) {
        return method.evaluate(uid);
    }
}
