package tlpsim.core.path;

import tlpsim.core.tph.TphCompleterSupport;

/** Ports, elements and completers by the name of what is special about them. */
final class Ports {
    static final int SWITCH = 3;
    static final int RECEIVING_ROOT_PORT = 6;
    static final int ROOT_PORT = 7;

    static final PrefixSupport ALL = new PrefixSupport(true, true, 4);
    static final PrefixSupport NO_EXTENDED_FMT = new PrefixSupport(false, false, 4);
    static final PrefixSupport NO_END_END = new PrefixSupport(true, false, 4);
    static final PrefixSupport ONE = new PrefixSupport(true, true, 1);

    static final PortForm NON_FLIT = new PortForm(false, ALL, false);
    static final PortForm FLIT = new PortForm(true, ALL, false);
    static final PortForm BLOCKING = new PortForm(false, ALL, true);
    static final PortForm BLOCKING_FLIT = new PortForm(true, ALL, true);

    private Ports() {}

    static PortForm nonFlit(PrefixSupport support) {
        return new PortForm(false, support, false);
    }

    static PortForm flit(PrefixSupport support) {
        return new PortForm(true, support, false);
    }

    static Crossing aSwitch(PortForm ingress, PortForm egress) {
        return Crossing.ofSwitch(ingress, egress, SWITCH);
    }

    /** A switch whose ports are all alike. */
    static Crossing aSwitch(PrefixSupport support) {
        return aSwitch(nonFlit(support), nonFlit(support));
    }

    static Crossing rootComplex(PortForm ingress, PortForm egress, PeerToPeerPolicy policy) {
        return Crossing.ofRootComplex(ingress, egress, policy, RECEIVING_ROOT_PORT, ROOT_PORT);
    }

    static CompleterRules rootPort(TphCompleterSupport support, PrefixSupport prefix) {
        return new CompleterRules(support, prefix, true, false, CompleterRules.ExtendedAt8.IGNORE);
    }

    static CompleterRules endpoint(TphCompleterSupport support, PrefixSupport prefix) {
        return new CompleterRules(support, prefix, false, false, CompleterRules.ExtendedAt8.IGNORE);
    }
}
