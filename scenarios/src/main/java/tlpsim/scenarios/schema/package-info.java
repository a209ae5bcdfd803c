/**
 * The scenario language's machinery: positioned YAML, quantities with units, declarations of keys on record components,
 * and from these reading, validation, the resolved form and documentation. It knows no scenario; the records that it
 * reads are in {@code tlpsim.scenarios.config}.
 */
package tlpsim.scenarios.schema;
