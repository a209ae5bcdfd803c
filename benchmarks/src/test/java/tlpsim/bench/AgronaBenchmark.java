package tlpsim.bench;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Fails in a JVM without the flags of the project. */
@State(Scope.Benchmark)
public class AgronaBenchmark {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);

    @Benchmark
    public long increments() {
        return buffer.getAndAddLong(0, 1);
    }
}
