package tlpsim.scenarios.wiring;

import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.scenarios.config.CompleterSupport;

/**
 * What stands above a function.
 *
 * @param name       of the root port
 * @param completer  TPH Completer Supported of the root port, which Linux asks before it enables anything
 * @param firmware   of the root port
 * @param integrated the function is a Root Complex Integrated Endpoint: there is no root port
 */
record UpstreamRoot(String name, CompleterSupport completer, RootPortFirmware firmware, boolean integrated) {}
