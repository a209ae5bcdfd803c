package tlpsim.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DigestChainTest {
    @Test
    void fieldsAndTheirOrderCount() {
        assertThat(chain(1, 2)).isEqualTo(chain(1, 2));
        assertThat(chain(1, 2)).isNotEqualTo(chain(2, 1));
        assertThat(chain(1)).isNotEqualTo(chain(1, 0));
        assertThat(chain()).isEqualTo(DigestChain.start());
    }

    @Test
    void anObjectAndAChainInAnArrayGiveTheSame() {
        DigestChain object = new DigestChain();
        object.add(3);
        object.add(-4);
        assertThat(object.value()).isEqualTo(chain(3, -4));
    }

    private static long chain(long... fields) {
        long chain = DigestChain.start();
        for (long field : fields) {
            chain = DigestChain.mix(chain, field);
        }
        return chain;
    }
}
