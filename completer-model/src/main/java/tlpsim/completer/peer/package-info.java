/**
 * Peer devices as completers: memory with a cache of their own, partitions or operations that tags name, and engines that read what other devices
 * wrote. Belongs to the Memory process; what is modelled and what not: {@code docs/peers.md}.
 */
package tlpsim.completer.peer;
