/**
 * Which request carries which hint: PH by kind of access, the steering tag by a look-up in the table that the device's mode prescribes, the prefix
 * where the tag needs one. Headers are encoded once per queue and kind, and patched per request.
 */
package tlpsim.gen.hint;
