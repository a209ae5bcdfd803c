package tlpsim.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/** The flags of one function, packed in one word. Any thread may change any flag: each change is one atomic step. */
public final class FunctionFlags {
    private final AtomicInteger bits = new AtomicInteger();

    /** Rule 24: a change never writes back another flag's former value. */
    public void set(FunctionFlag flag, boolean on) {
        int bit = 1 << flag.ordinal();
        bits.getAndUpdate(former -> on ? former | bit : former & ~bit);
    }

    public boolean get(FunctionFlag flag) {
        return (bits.get() & 1 << flag.ordinal()) != 0;
    }
}
