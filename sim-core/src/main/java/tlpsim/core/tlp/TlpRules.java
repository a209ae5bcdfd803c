package tlpsim.core.tlp;

/**
 * The rules of a receiver beyond readability, for a TLP that {@link TlpFlyweight#wrap} has read.
 *
 * <p>Findings are a set of bits, {@link TlpFault#bit()}; {@link TlpFault#firstIn} picks the first fault.
 */
public final class TlpRules {
    private static final int FIXED_LENGTH_DW = 1;

    private TlpRules() {}

    /**
     * All findings on the header and on the bytes behind it.
     *
     * @param wrapCode  what {@code wrap} returned
     * @param cutInput true if the bytes are a header log or a capture cut by snaplen: payload incomplete, DW3 stale
     */
    public static long check(TlpFlyweight tlp, int wrapCode, boolean cutInput) {
        long findings = wrapCode == 0 ? 0 : TlpFault.of(wrapCode).bit();
        if (tlp.headerBytes() == 0 || wrapCode == TlpFault.RESERVED_FMT.code()) {
            return findings;
        }
        findings |= prefixFindings(tlp);
        if (wrapCode == TlpFault.RESERVED_TYPE.code()) {
            return findings;
        }
        return findings | headerFindings(tlp) | extentFindings(tlp, cutInput);
    }

    /** Findings on the header alone: what a completer checks. */
    public static long headerFindings(TlpFlyweight tlp) {
        TlpKind kind = tlp.kind();
        long findings = 0;
        if (tlp.isMemoryRequest()) {
            findings = memoryFindings(tlp, kind);
        } else if (kind.isIo() || kind.isConfig()) {
            findings = fixedFieldFindings(tlp);
        }
        if (tlp.isFlit()) {
            findings |= flitFindings(tlp, kind);
        } else if (tlp.th() && !tlp.isMemoryRequest()) {
            findings |= TlpFault.TH_RESERVED.bit();
        }
        return findings;
    }

    private static long memoryFindings(TlpFlyweight tlp, TlpKind kind) {
        long findings = 0;
        if ((tlp.address() & TlpLayout.BOUNDARY_BYTES - 1) + (tlp.lengthDw() << 2) > TlpLayout.BOUNDARY_BYTES) {
            findings |= TlpFault.FOUR_KIB_CROSSING.bit();
        }
        if (kind.isAtomic()) {
            findings |= isOperand(tlp, kind) ? 0 : TlpFault.ATOMIC_OPERAND.bit();
        } else if (!areByteEnablesLegal(tlp)) {
            findings |= TlpFault.BYTE_ENABLES.bit();
        }
        boolean uio = kind == TlpKind.UIO_MRD || kind == TlpKind.UIO_MWR;
        if (tlp.isAddress64() && tlp.address() >>> 32 == 0 && !uio) {
            findings |= TlpFault.ADDRESS64_BELOW_4GIB.bit();
        }
        return tlp.at() == 3 ? findings | TlpFault.RESERVED_AT.bit() : findings;
    }

    /** Operands of 4 or 8 bytes, for CAS also 16, of which it carries two; addresses aligned to the operand (2.2.7). */
    private static boolean isOperand(TlpFlyweight tlp, TlpKind kind) {
        int operandDw = kind == TlpKind.CAS ? tlp.lengthDw() >> 1 : tlp.lengthDw();
        boolean whole = kind != TlpKind.CAS || (tlp.lengthDw() & 1) == 0;
        boolean size = operandDw == 1 || operandDw == 2 || operandDw == 4 && kind == TlpKind.CAS;
        return whole && size && (tlp.address() & (operandDw << 2) - 1) == 0;
    }

    /**
     * 2.2.5: one DW has no Last BE; more have both; from three DW on, and on two that are not QW aligned, the enabled
     * bytes are one run.
     */
    private static boolean areByteEnablesLegal(TlpFlyweight tlp) {
        int enables = tlp.effectiveByteEnables();
        int first = enables & TlpLayout.BE_MASK;
        int last = enables >>> TlpLayout.LAST_BE_SHIFT;
        int lengthDw = tlp.lengthDw();
        if (lengthDw == 1) {
            return last == 0;
        }
        if (first == 0 || last == 0) {
            return false;
        }
        boolean free = lengthDw == 2 && (tlp.address() & 4) == 0;
        return free || isRunToTheEnd(first) && isRunFromTheStart(last);
    }

    private static boolean isRunToTheEnd(int be) {
        return ((be | be - 1) & TlpLayout.BE_MASK) == TlpLayout.BE_MASK;
    }

    private static boolean isRunFromTheStart(int be) {
        return (be & be + 1) == 0;
    }

    private static long fixedFieldFindings(TlpFlyweight tlp) {
        boolean fixed = tlp.tc() == 0
                && tlp.attr() == 0
                && tlp.at() == 0
                && tlp.lengthField() == FIXED_LENGTH_DW
                && (tlp.lastBe() == 0 || tlp.isFlit());
        return fixed ? 0 : TlpFault.FIXED_FIELD.bit();
    }

    private static long flitFindings(TlpFlyweight tlp, TlpKind kind) {
        long findings = 0;
        boolean hasA = (tlp.ohc() & FlitLayout.OHC_A) != 0;
        if ((kind.isIo() || kind.isConfig()) && !hasA) {
            findings |= TlpFault.MISSING_OHC.bit();
        }
        if ((tlp.ohc() & FlitLayout.OHC_B) != 0) {
            if (!tlp.isMemoryRequest()) {
                findings |= TlpFault.OHC_B_RESERVED.bit();
            } else if (tlp.hv() == FlitLayout.HV_RESERVED) {
                findings |= TlpFault.RESERVED_HV.bit();
            }
        }
        if (kind.isMessage() && tlp.headerBaseDw() == 3) {
            findings |= TlpFault.SHORT_MESSAGE_HEADER.bit();
        }
        return findings;
    }

    private static long prefixFindings(TlpFlyweight tlp) {
        long findings = 0;
        int seen = 0;
        for (int index = 0; index < tlp.prefixCount(); index++) {
            int firstByte = tlp.prefix(index) >>> TlpLayout.TYPE_SHIFT;
            if (!PrefixLayout.isEndEnd(firstByte)) {
                continue;
            }
            int bit = 1 << (firstByte & 0xF);
            boolean vendor = firstByte >= PrefixLayout.VENDOR_END_END_0;
            findings |= (seen & bit) != 0 && !vendor ? TlpFault.REPEATED_PREFIX.bit() : 0;
            findings |= !vendor && firstByte > PrefixLayout.IDE ? TlpFault.RESERVED_PREFIX.bit() : 0;
            seen |= bit;
        }
        return tlp.hasTphPrefix() && !tlp.th() ? findings | TlpFault.PREFIX_WITHOUT_TH.bit() : findings;
    }

    private static long extentFindings(TlpFlyweight tlp, boolean cutInput) {
        int present = tlp.bytesBehindHeader();
        int payload = tlp.payloadBytes();
        int trailer = tlp.trailerBytes();
        if (present == payload + trailer) {
            return 0;
        }
        if (present == payload) {
            return TlpFault.DIGEST_ABSENT.bit();
        }
        if (present == 0) {
            return TlpFault.HEADER_ONLY.bit();
        }
        return cutInput ? TlpFault.HEADER_LOG.bit() : TlpFault.LENGTH_MISMATCH.bit();
    }
}
