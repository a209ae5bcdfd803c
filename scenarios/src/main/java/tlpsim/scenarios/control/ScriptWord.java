package tlpsim.scenarios.control;

/** A word of a line; the column counts from 1. */
record ScriptWord(String text, int column) {}
