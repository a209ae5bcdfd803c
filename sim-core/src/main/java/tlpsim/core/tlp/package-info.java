/**
 * The bytes of a Transaction Layer Packet, read and written in place.
 *
 * <p>Clauses are those of the PCI Express Base Specification, revision 6.x. Everything on the wire is big-endian: bit
 * 31 of a DW in the pictures of the {@code ...Layout} classes is bit 7 of its first byte. Offsets and lengths are in
 * bytes unless a name ends in {@code Dw}.
 *
 * <p>Flyweights and encoders hold a view, never bytes of their own; they allocate nothing after construction, throw
 * nothing on any input, and are owned by one thread. What is wrong with a packet is an {@code int}: the
 * {@link tlpsim.core.tlp.TlpFault#code()} of the first rule that it breaks, 0 where it breaks none.
 */
package tlpsim.core.tlp;
