package tlpsim.scenarios.schema;

/** An enumerated value whose spelling is not its constant's name in kebab case. */
public interface Spelled {
    String spelling();
}
