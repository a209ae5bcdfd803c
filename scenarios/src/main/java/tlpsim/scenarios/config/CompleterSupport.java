package tlpsim.scenarios.config;

import tlpsim.core.tph.TphCompleterSupport;

/** TPH Completer Supported: 00b, 01b, 11b. */
public enum CompleterSupport {
    NONE,
    TPH,
    EXTENDED;

    /** The field of Device Capabilities 2. */
    public TphCompleterSupport announced() {
        return switch (this) {
            case NONE -> TphCompleterSupport.NONE;
            case TPH -> TphCompleterSupport.TPH;
            case EXTENDED -> TphCompleterSupport.EXTENDED;
        };
    }
}
