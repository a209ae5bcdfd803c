/** Platform firmware as the kernel meets it: the _DSM answers of each root port, and the same answers as a flat binary table. */
package tlpsim.core.firmware;
