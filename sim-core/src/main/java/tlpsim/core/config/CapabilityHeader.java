package tlpsim.core.config;

/**
 * One link of a capability chain.
 *
 * @param offset  where it starts, a multiple of 4
 * @param id      8 bits in the first 256 bytes, 16 bits above
 * @param version 0 to 15; 0 for capabilities of the first 256 bytes, whose version is in their own registers
 */
public record CapabilityHeader(int offset, int id, int version) {}
