package tlpsim.core.fabric;

import tlpsim.core.pipeline.TlpRecordLayout;

/**
 * The receive buffer of one routing port: requests in order of arrival, until each leaves by its egress.
 *
 * <p>A request stays behind all earlier ones that leave by another egress, so that none overtakes on another way; behind those with the same egress it
 * queues at that egress. With Relaxed Ordering it may pass all earlier ones, with ID-Based Ordering those of other requesters (PCIe Base Specification
 * 2.4.1, table 2-42).
 */
final class IngressQueue {
    private static final int GONE = -1;

    private final RecordPool pool;
    private int[] slots = new int[64];
    private int head;
    private int tail;
    private int firstWaiting;
    private int joinedCount;
    private int bypassing;
    private long lastEligiblePs;

    /** Of the requests here, those that the host has been given and not yet accepted, in the order in which they were given. */
    private int[] atHost = new int[64];

    private int atHostHead;
    private int atHostTail;
    private long accepted;

    IngressQueue(RecordPool pool) {
        this.pool = pool;
    }

    private static boolean mayBypass(int flags) {
        return (flags & (TlpRecordLayout.FLAG_RELAXED | TlpRecordLayout.FLAG_IDO)) != 0;
    }

    /** Adds the request behind all others; it is ready at {@code readyPs}, and never before one that came earlier. */
    void add(int slot, long readyPs) {
        if (tail - head == slots.length) {
            slots = larger(slots, head, tail);
        }
        slots[tail & slots.length - 1] = slot;
        pool.position[slot] = tail;
        tail++;
        lastEligiblePs = Math.max(lastEligiblePs, readyPs);
        pool.eligiblePs[slot] = lastEligiblePs;
        pool.joined[slot] = false;
        pool.announced[slot] = false;
        if (mayBypass(pool.flags(slot))) {
            bypassing++;
        }
    }

    private static int[] larger(int[] ring, int from, int to) {
        int[] larger = new int[ring.length * 2];
        for (int at = from; at != to; at++) {
            larger[at & larger.length - 1] = ring[at & ring.length - 1];
        }
        return larger;
    }

    /** Position of the first request that has not gone to its egress. */
    int firstWaiting() {
        while (firstWaiting != tail && hasJoined(firstWaiting)) {
            firstWaiting++;
        }
        return firstWaiting;
    }

    /** True if the request at {@code position} has gone to its egress or is gone. */
    boolean hasJoined(int position) {
        int slot = slotAt(position);
        return slot == GONE || pool.joined[slot];
    }

    int end() {
        return tail;
    }

    int slotAt(int position) {
        return slots[position & slots.length - 1];
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** True while some request here may pass others. */
    boolean hasBypassing() {
        return bypassing > 0;
    }

    /** Where all before {@code position} have gone to an egress and none may pass others: true if it was this one's, or they are all gone. */
    boolean mayFollow(int position) {
        return joinedCount == 0 || pool.egress[lastJoinedBefore(position)] == pool.egress[slotAt(position)];
    }

    /** True if nothing that it may not pass stands before the request at {@code position} or on another way. */
    boolean mayPass(int position) {
        int slot = slotAt(position);
        int flags = pool.flags(slot);
        if ((flags & TlpRecordLayout.FLAG_RELAXED) != 0) {
            return true;
        }
        boolean byId = (flags & TlpRecordLayout.FLAG_IDO) != 0;
        for (int at = head; at != position; at++) {
            int before = slotAt(at);
            if (before == GONE || byId && pool.device(before) != pool.device(slot)) {
                continue;
            }
            if (!pool.joined[before] || pool.egress[before] != pool.egress[slot]) {
                return false;
            }
        }
        return true;
    }

    private int lastJoinedBefore(int position) {
        int at = position - 1;
        while (slotAt(at) == GONE) {
            at--;
        }
        return slotAt(at);
    }

    void join(int slot) {
        pool.joined[slot] = true;
        joinedCount++;
    }

    /** The request leaves the buffer. */
    void depart(int slot) {
        slots[pool.position[slot] & slots.length - 1] = GONE;
        joinedCount--;
        if (mayBypass(pool.flags(slot))) {
            bypassing--;
        }
        while (head != tail && slotAt(head) == GONE) {
            head++;
        }
        if (firstWaiting - head < 0) {
            firstWaiting = head;
        }
    }

    /** The host has been given the request. */
    void giveToHost(int slot) {
        if (atHostTail - atHostHead == atHost.length) {
            atHost = larger(atHost, atHostHead, atHostTail);
        }
        atHost[atHostTail & atHost.length - 1] = slot;
        atHostTail++;
    }

    /** The host has accepted {@code count} requests since the start. */
    boolean hasAccepted(long count) {
        return accepted < count;
    }

    /** The oldest request that the host has accepted now. */
    int takeAccepted() {
        accepted++;
        return atHost[atHostHead++ & atHost.length - 1];
    }

    int length() {
        return tail - head;
    }
}
