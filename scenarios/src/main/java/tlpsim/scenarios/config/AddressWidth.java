package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Spelled;

/** Address width of a device's requests. */
public enum AddressWidth implements Spelled {
    BITS_32("32"),
    BITS_64("64");

    private final String spelling;

    AddressWidth(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String spelling() {
        return spelling;
    }
}
