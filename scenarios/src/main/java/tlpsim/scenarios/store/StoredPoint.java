package tlpsim.scenarios.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A point of a study: what was varied there, and the run that answers it. Several points may share a run.
 *
 * @param study      the name under which the points were asked for
 * @param pointId    made of the parameters alone
 * @param position   in the whole design, from 0
 * @param runId      a run that may not be in the store yet
 * @param parameters what was varied, by key, in the order of the design
 */
public record StoredPoint(String study, String pointId, int position, String runId, Map<String, String> parameters) {
    public StoredPoint {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
