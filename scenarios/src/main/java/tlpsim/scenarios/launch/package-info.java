/**
 * The flags with which a JVM of the project starts, from the one property of the build.
 */
package tlpsim.scenarios.launch;
