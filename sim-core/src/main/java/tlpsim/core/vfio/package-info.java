/**
 * The user API for TPH as designed in the mail of 2026-06-29: opt-in through virtualised configuration space, TPH_ST, and tags that come with a
 * dma-buf. What no source settles is in {@link tlpsim.core.vfio.VfioChoices}; designs that were rejected are in
 * {@link tlpsim.core.vfio.VfioDesign}.
 */
package tlpsim.core.vfio;
