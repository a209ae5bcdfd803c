package tlpsim.core.vfio;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.vfio.PeerTagSemantics.OPERATION;
import static tlpsim.core.vfio.PeerTagSemantics.PLACEMENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.rule.Proves;
import tlpsim.core.vfio.PeerTagUse.Fate;
import tlpsim.core.vfio.PeerTagUse.Tag;
import tlpsim.core.vfio.PeerTagUse.Verdict;

class PeerTagUseTest {
    private static final Tag GRANTED = new Tag(true, 0x11, false);

    @ParameterizedTest
    @CsvSource({
        "true, 0x11, false, false, false, INTACT",
        "false, 0, false, false, false, STRIPPED",
        "true, 0x11, false, true, false, STALE",
        "true, 0x11, false, false, true, ALIASED",
        "true, 0x11, true, false, false, WRONG_NAMESPACE",
        "true, 0x12, false, true, true, WRONG_NAMESPACE"
    })
    @Proves("27")
    void rule27TheFateOfATagIsTold(
            boolean present, String value, boolean extended, boolean stale, boolean aliased, Fate fate) {
        Tag arrived = new Tag(present, Integer.decode(value), extended);
        assertThat(PeerTagUse.fate(GRANTED, arrived, stale, aliased)).isEqualTo(fate);
    }

    @Test
    @Proves("27")
    void rule27AWrongTagIsAWrongOperationOrAMisplacedLine() {
        for (Fate fate : Fate.values()) {
            boolean right = fate == Fate.INTACT;
            assertThat(PeerTagUse.judge(OPERATION, fate)).isEqualTo(right ? Verdict.RIGHT : Verdict.WRONG_OPERATION);
            assertThat(PeerTagUse.judge(PLACEMENT, fate)).isEqualTo(right ? Verdict.RIGHT : Verdict.MISPLACED);
        }
    }
}
