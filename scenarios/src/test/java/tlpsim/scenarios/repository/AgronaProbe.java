package tlpsim.scenarios.repository;

import org.agrona.concurrent.UnsafeBuffer;

/** A worker's least: fails in a JVM without the flags of the project. */
final class AgronaProbe {
    static final String ANSWER = "41 and 1";

    private AgronaProbe() {}

    public static void main(String[] arguments) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        buffer.putLongRelease(8, 41);
        long before = buffer.getAndAddLong(8, 1);
        System.out.println(before + " and " + (buffer.getLongVolatile(8) - before));
    }
}
