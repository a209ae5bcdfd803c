package tlpsim.scenarios.control;

/** Reads the line of one operation. */
interface OperationParser {
    ScriptStep parse(LineArguments in);
}
