package tlpsim.core.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

abstract class PromisePadBefore {
    byte b00, b01, b02, b03, b04, b05, b06, b07, b08, b09, b0a, b0b, b0c, b0d, b0e, b0f;
    byte b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b1a, b1b, b1c, b1d, b1e, b1f;
    byte b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, b2a, b2b, b2c, b2d, b2e, b2f;
    byte b30, b31, b32, b33, b34, b35, b36, b37, b38, b39, b3a, b3b, b3c, b3d, b3e, b3f;
}

abstract class PromiseValue extends PromisePadBefore {
    long valuePs;
}

/**
 * A lower bound on the times that one process will still send, alone on its cache line.
 *
 * <p>Guarantee: whatever the writer published before {@link #raise} is visible to a reader that has seen the raised value.
 * Written by one thread; it never falls.
 */
public final class Promise extends PromiseValue {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(PromiseValue.class, "valuePs", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    byte a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a0a, a0b, a0c, a0d, a0e, a0f;
    byte a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a1a, a1b, a1c, a1d, a1e, a1f;
    byte a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a2a, a2b, a2c, a2d, a2e, a2f;
    byte a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a3a, a3b, a3c, a3d, a3e, a3f;

    private final Gate gate;

    public Promise() {
        this(Gate.OPEN);
    }

    /** @param gate passed on every access; {@link Gate#OPEN} outside tests */
    public Promise(Gate gate) {
        this.gate = gate;
    }

    /** Raises the bound (release). A smaller value than before changes nothing. Writer thread only. */
    public void raise(long boundPs) {
        gate.pass();
        if (boundPs > valuePs) {
            VALUE.setRelease(this, boundPs);
        }
    }

    /** The bound (acquire): nothing that is sent later takes effect before it. */
    public long get() {
        gate.pass();
        return (long) VALUE.getAcquire(this);
    }
}
