package tlpsim.core.vfio;

import tlpsim.core.rule.OperationReport;

/**
 * The answer of an exporter.
 *
 * @param report     the call
 * @param tag        0 is an ordinary tag; {@link TphStReport#NOT_GIVEN} where there is none
 * @param ph         0 to 3; {@link TphStReport#NOT_GIVEN} where there is none
 * @param generation of the mapping that the answer belongs to
 */
public record DmaBufTag(OperationReport report, int tag, int ph, long generation) {}
