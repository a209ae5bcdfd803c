/**
 * Captures in and out: classic pcap and pcapng, TLPs in NetTLP's encapsulation or raw under link type 147, packets as
 * traffic for a NIC, and the sidecar of decoded fields that no dissector shows.
 */
package tlpsim.gen.capture;
