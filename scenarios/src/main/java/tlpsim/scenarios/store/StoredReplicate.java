package tlpsim.scenarios.store;

/**
 * One replicate of a run. Replicates of two runs with the same name had the same random numbers.
 *
 * @param name {@code SEED/NUMBER}: the run's seed and the number of the replicate, from 0
 * @param seed of every stream of this replicate
 */
public record StoredReplicate(String name, long seed) {}
