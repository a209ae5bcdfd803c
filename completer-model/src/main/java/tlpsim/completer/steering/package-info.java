/**
 * From a delivered tag to a placement: the firmware's map of tags to cores, clusters or sockets, and what the platform does with PH and ST.
 */
package tlpsim.completer.steering;
