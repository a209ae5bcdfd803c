/** Results of runs in one SQLite file, which any tool that reads SQLite can open. */
package tlpsim.scenarios.store;
