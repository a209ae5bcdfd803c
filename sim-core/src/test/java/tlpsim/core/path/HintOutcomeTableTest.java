package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.rule.Proves;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tph.TphCompleterSupport;

/** Every outcome by a combination of requester, path and completer that leads to it: the same request on other ways. */
class HintOutcomeTableTest {
    private static final long ADDRESS = 0x20_0000_1000L;

    /** What a requester asks for. */
    private enum Request {
        NO_HINT,
        PH_ONLY,
        TAG8,
        TAG16;

        MemoryRequestEncoder encoder() {
            MemoryRequestEncoder encoder =
                    new MemoryRequestEncoder().address(ADDRESS).lengthDw(16).requesterId(0x100);
            return switch (this) {
                case NO_HINT -> encoder;
                case PH_ONLY -> encoder.hints(2, 0);
                case TAG8 -> encoder.hints(2, 0x2A);
                case TAG16 -> encoder.extendedHints(2, 0x122A);
            };
        }
    }

    /** A path of one element, from a non-flit link unless it says otherwise. */
    private enum Path {
        SWITCH(Ports.aSwitch(Ports.ALL)),
        SWITCH_WITHOUT_PREFIXES(Ports.aSwitch(Ports.NO_END_END)),
        BLOCKING_SWITCH(Ports.aSwitch(Ports.NON_FLIT, Ports.BLOCKING)),
        STRIPPING_ROOT_COMPLEX(Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.STRIP)),
        REJECTING_ROOT_COMPLEX(Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.REJECT)),
        FROM_FLIT(Ports.aSwitch(Ports.FLIT, Ports.NON_FLIT)),
        FROM_FLIT_WITHOUT_PREFIXES(Ports.aSwitch(Ports.flit(Ports.NO_END_END), Ports.nonFlit(Ports.NO_END_END))),
        REFUSING_PORT(Crossing.refusing(Ports.NON_FLIT, false, HintOutcome.ACS_VIOLATION, Ports.SWITCH));

        private final Crossing crossing;

        Path(Crossing crossing) {
            this.crossing = crossing;
        }

        boolean startsInFlitMode() {
            return this == FROM_FLIT || this == FROM_FLIT_WITHOUT_PREFIXES;
        }
    }

    private enum Way {
        NOTHING_ASKED(HintOutcome.PLAIN, Request.NO_HINT, Path.SWITCH, TphCompleterSupport.EXTENDED),
        NO_PREFERENCE(HintOutcome.PH_ONLY, Request.PH_ONLY, Path.SWITCH, TphCompleterSupport.TPH),
        EIGHT_BITS(HintOutcome.TAGGED8, Request.TAG8, Path.SWITCH, TphCompleterSupport.TPH),
        EIGHT_BITS_PASS_A_BLOCKING_PORT(
                HintOutcome.TAGGED8, Request.TAG8, Path.BLOCKING_SWITCH, TphCompleterSupport.EXTENDED),
        EIGHT_BITS_TRANSLATED(HintOutcome.TAGGED8, Request.TAG8, Path.FROM_FLIT, TphCompleterSupport.TPH),
        SIXTEEN_BITS(HintOutcome.TAGGED16, Request.TAG16, Path.SWITCH, TphCompleterSupport.EXTENDED),
        SIXTEEN_BITS_TRANSLATED(HintOutcome.TAGGED16, Request.TAG16, Path.FROM_FLIT, TphCompleterSupport.EXTENDED),
        NO_COMPLETER(HintOutcome.HINT_IGNORED, Request.TAG8, Path.SWITCH, TphCompleterSupport.NONE),
        THROUGH_THE_ROOT_COMPLEX(
                HintOutcome.HINT_STRIPPED, Request.TAG8, Path.STRIPPING_ROOT_COMPLEX, TphCompleterSupport.EXTENDED),
        SIXTEEN_BITS_FOR_EIGHT(HintOutcome.UNSUPPORTED_REQUEST, Request.TAG16, Path.SWITCH, TphCompleterSupport.TPH),
        NO_PEER_TO_PEER(
                HintOutcome.UNSUPPORTED_REQUEST, Request.TAG8, Path.REJECTING_ROOT_COMPLEX, TphCompleterSupport.TPH),
        NO_PREFIX_SUPPORT(
                HintOutcome.MALFORMED, Request.TAG16, Path.SWITCH_WITHOUT_PREFIXES, TphCompleterSupport.EXTENDED),
        BLOCKED(HintOutcome.PREFIX_BLOCKED, Request.TAG16, Path.BLOCKING_SWITCH, TphCompleterSupport.EXTENDED),
        NOT_TRANSLATABLE(
                HintOutcome.TRANSLATION_BLOCKED,
                Request.TAG16,
                Path.FROM_FLIT_WITHOUT_PREFIXES,
                TphCompleterSupport.EXTENDED),
        REFUSED_BY_ACS(HintOutcome.ACS_VIOLATION, Request.TAG16, Path.REFUSING_PORT, TphCompleterSupport.EXTENDED);

        private final HintOutcome outcome;
        private final Request request;
        private final Path path;
        private final TphCompleterSupport completer;

        Way(HintOutcome outcome, Request request, Path path, TphCompleterSupport completer) {
            this.outcome = outcome;
            this.request = request;
            this.path = path;
            this.completer = completer;
        }

        /** As the Memory process finds it: the path's outcome where it decided one, else the completer's. */
        HintOutcome run() {
            PathRecord record = PathRecord.of(request.encoder(), path.startsInFlitMode());
            boolean goesOn = record.crosses(path.crossing);
            if (!goesOn || record.outcome() == HintOutcome.HINT_STRIPPED) {
                return record.outcome();
            }
            return Ports.endpoint(completer, Ports.ALL).outcome(record.tlp());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Proves("prefix.path")
    void theWayLeadsToTheOutcome(Way way) {
        assertThat(way.run()).isEqualTo(way.outcome);
    }

    @Test
    void everyOutcomeIsReached() {
        Set<HintOutcome> reached = EnumSet.noneOf(HintOutcome.class);
        for (Way way : Way.values()) {
            reached.add(way.outcome);
        }
        assertThat(reached).containsExactly(HintOutcome.values());
    }
}
