package tlpsim.gen.device;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.gen.capture.TlpTrace;

/**
 * The requests of a capture that go to host memory, and how many TLPs of which kind do not: completions, messages,
 * accesses to configuration and I/O space, unreadable ones, and what the host itself asked of the device.
 *
 * <p>Only Non-Flit Mode has public captures; {@link TlpTrace} reads no other. Immutable.
 */
public final class ReplayTrace {
    /** Skipped: the header is malformed, or longer than a record holds. */
    public static final String UNREADABLE = "unreadable";
    /** Skipped: a request that the host sent, for example to a register of the device. */
    public static final String FROM_HOST = "from-host";

    private static final int PAGE_BYTES = 4096;
    /** Messages to local APICs, which is what MSI writes are on x86 (Intel SDM volume 3, 11.11.1). */
    private static final long INTERRUPT_WINDOW = 0xFEE;

    private static final int INTERRUPT_WINDOW_SHIFT = 20;

    private final UnsafeBuffer headers;
    private final int[] headerBytes;
    private final int[] prefixBytes;
    private final int[] dataBytes;
    private final byte[] kinds;
    private final long[] timesPs;
    private final long[] frames;
    private int size;
    private final SortedMap<String, Integer> skipped = new TreeMap<>();
    private final LongHashSet seenPages = new LongHashSet();
    private long[] pages = new long[16];
    private int pageCount;

    /** Sorts the TLPs of {@code trace}. It may have no request at all; see {@link #size()}. */
    public ReplayTrace(TlpTrace trace) {
        int capacity = trace.size();
        headers = new UnsafeBuffer(new byte[capacity * TlpRecordLayout.HEADER_CAPACITY_BYTES]);
        headerBytes = new int[capacity];
        prefixBytes = new int[capacity];
        dataBytes = new int[capacity];
        kinds = new byte[capacity];
        timesPs = new long[capacity];
        frames = new long[capacity];
        ReplayDirection direction = new ReplayDirection(trace);
        TlpFlyweight tlp = new TlpFlyweight();
        for (int i = 0; i < capacity; i++) {
            int fault = tlp.wrap(trace.buffer(), trace.offset(i), trace.capturedBytes(i), false);
            String reason = skipReason(tlp, fault, trace.headerBytes(i), direction);
            if (reason.isEmpty()) {
                add(tlp, trace, i);
            } else {
                skipped.merge(reason, 1, Integer::sum);
            }
        }
    }

    private static String skipReason(TlpFlyweight tlp, int fault, int bytes, ReplayDirection direction) {
        TlpKind kind = tlp.kind();
        if (fault != 0 || kind == TlpKind.RESERVED || bytes > TlpRecordLayout.HEADER_CAPACITY_BYTES) {
            return UNREADABLE;
        }
        if (!kind.isMemoryRequest()) {
            return kind.specName();
        }
        return direction.isHost(tlp.requesterId()) ? FROM_HOST : "";
    }

    private void add(TlpFlyweight tlp, TlpTrace trace, int i) {
        int bytes = trace.headerBytes(i);
        headers.putBytes(size * TlpRecordLayout.HEADER_CAPACITY_BYTES, trace.buffer(), trace.offset(i), bytes);
        headerBytes[size] = bytes;
        prefixBytes[size] = tlp.prefixBytes();
        dataBytes[size] = tlp.lengthDw() << 2;
        timesPs[size] = trace.timePs(i);
        frames[size] = trace.frameNumber(i);
        AccessKind kind = tlp.hasData() ? AccessKind.REPLAY_WRITE : AccessKind.REPLAY_READ;
        if (isInterrupt(tlp)) {
            kind = AccessKind.INTERRUPT;
        } else {
            addPages(tlp.address(), tlp.lengthDw() << 2);
        }
        kinds[size] = (byte) kind.ordinal();
        size++;
    }

    private static boolean isInterrupt(TlpFlyweight tlp) {
        return tlp.kind() == TlpKind.MWR
                && tlp.lengthDw() == 1
                && tlp.address() >>> INTERRUPT_WINDOW_SHIFT == INTERRUPT_WINDOW;
    }

    private void addPages(long address, int bytes) {
        long last = address + bytes - 1 & -PAGE_BYTES;
        for (long page = address & -PAGE_BYTES; page <= last; page += PAGE_BYTES) {
            if (seenPages.add(page)) {
                if (pageCount == pages.length) {
                    pages = Arrays.copyOf(pages, pageCount * 2);
                }
                pages[pageCount++] = page;
            }
        }
    }

    /** Requests to replay. */
    public int size() {
        return size;
    }

    /** True if time passes between the first and the last request, so that there is a mean gap to repeat after. */
    public boolean canRepeat() {
        return size > 1 && spanPs() > 0;
    }

    /** From the first request to the last. */
    public long spanPs() {
        return size == 0 ? 0 : timesPs[size - 1] - timesPs[0];
    }

    /**
     * TLPs that are not replayed, by their kind in the specification's spelling, {@link #FROM_HOST} or {@link
     * #UNREADABLE}.
     */
    public Map<String, Integer> skipped() {
        return Collections.unmodifiableSortedMap(skipped);
    }

    /** Addresses of the 4 KiB pages of host memory that the requests touch, in the order of their first use. */
    public long[] pages() {
        return Arrays.copyOf(pages, pageCount);
    }

    /** Number in the file of the frame that held request {@code i}. */
    public long frameNumber(int i) {
        return frames[i];
    }

    /** Time since the first request. */
    long timePs(int i) {
        return timesPs[i] - timesPs[0];
    }

    /** REPLAY_WRITE for everything with data, AtomicOps included; REPLAY_READ; INTERRUPT. */
    AccessKind kind(int i) {
        return AccessKind.ofCode(kinds[i]);
    }

    /** The recorded prefixes and headers, each with zeros up to the size of a record's header area. */
    DirectBuffer headers() {
        return headers;
    }

    int headerOffset(int i) {
        return i * TlpRecordLayout.HEADER_CAPACITY_BYTES;
    }

    /** Prefixes and header. */
    int headerBytes(int i) {
        return headerBytes[i];
    }

    int prefixBytes(int i) {
        return prefixBytes[i];
    }

    /** Bytes that the request carries or asks for, whole DWs. */
    int dataBytes(int i) {
        return dataBytes[i];
    }
}
