package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Spelled;

/** TPH Requester Enable: 00b, 01b, 11b. */
public enum TphEnable implements Spelled {
    OFF("off", 0),
    EIGHT_BIT("8-bit", 1),
    EXTENDED("extended", 3);

    private final String spelling;
    private final int field;

    TphEnable(String spelling, int field) {
        this.spelling = spelling;
        this.field = field;
    }

    @Override
    public String spelling() {
        return spelling;
    }

    /** The one of a register field; the reserved 10b sends no TPH. */
    public static TphEnable of(int field) {
        return field == EXTENDED.field ? EXTENDED : field == EIGHT_BIT.field ? EIGHT_BIT : OFF;
    }

    /** The value of the two-bit register field. */
    public int field() {
        return field;
    }
}
