/**
 * What a scenario says, as immutable records. Each component carries the declaration of its key ({@link
 * tlpsim.scenarios.schema.Key}): the record is the schema. Units are in the components' names: {@code Bytes}, {@code
 * Ps} (picoseconds), {@code BitsPerSecond}, {@code Hz}, {@code Ppm} (parts per million of a share), {@code Micros}
 * (millionths of a plain number).
 *
 * <p>Instances come from {@code ScenarioReader}, which has checked every value against its declaration and the whole
 * against the rules that span several keys; a record itself checks nothing.
 */
package tlpsim.scenarios.config;
