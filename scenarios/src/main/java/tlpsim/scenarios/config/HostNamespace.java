package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Spelled;

/** The namespace of tags for the host. */
public enum HostNamespace implements Spelled {
    /** 16-bit with Requester Enable 11b, else 8-bit. */
    ENABLE("enable"),
    /** 8-bit also with 11b. */
    EIGHT_BIT("8-bit");

    private final String spelling;

    HostNamespace(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String spelling() {
        return spelling;
    }
}
