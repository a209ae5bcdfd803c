/** TLPs of a run written as a capture, with their decoded fields beside it. */
package tlpsim.scenarios.export;
