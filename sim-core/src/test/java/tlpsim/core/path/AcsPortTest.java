package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_DT;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EC;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_RR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_SV;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_TB;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_UF;
import static tlpsim.core.path.AcsPort.Route.DIRECT;
import static tlpsim.core.path.AcsPort.Route.UNSUPPORTED;
import static tlpsim.core.path.AcsPort.Route.UPSTREAM;
import static tlpsim.core.path.AcsPort.Route.VIOLATION;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every row by hand: PCIe Base Specification 6.12.1.1 and 6.12.3. */
class AcsPortTest {
    private static final String GPU = "gpu0";

    private static AcsPort port(int control) {
        return new AcsPort(control, List.of(GPU));
    }

    @Test
    void requestsTurnUnlessRedirectSendsThemUp() {
        assertThat(AcsPort.OFF.across(false, GPU)).isEqualTo(DIRECT);
        assertThat(port(PCI_ACS_RR).across(false, GPU)).isEqualTo(UPSTREAM);
        assertThat(port(PCI_ACS_CR | PCI_ACS_UF | PCI_ACS_SV).across(false, GPU))
                .isEqualTo(DIRECT);
    }

    @Test
    void theEgressControlVectorComesBeforeRedirect() {
        assertThat(port(PCI_ACS_EC).across(false, GPU)).isEqualTo(VIOLATION);
        assertThat(port(PCI_ACS_EC | PCI_ACS_RR).across(false, GPU)).isEqualTo(UPSTREAM);
        assertThat(port(PCI_ACS_EC).across(false, "gpu1")).isEqualTo(DIRECT);
        assertThat(port(PCI_ACS_EC | PCI_ACS_RR).across(false, "gpu1")).isEqualTo(DIRECT);
        assertThat(port(0).across(false, GPU)).isEqualTo(DIRECT);
    }

    @Test
    void directTranslatedPassesRedirectAndTheVectorForTranslatedRequestsOnly() {
        assertThat(port(PCI_ACS_DT | PCI_ACS_RR).across(true, GPU)).isEqualTo(DIRECT);
        assertThat(port(PCI_ACS_DT | PCI_ACS_EC).across(true, GPU)).isEqualTo(DIRECT);
        assertThat(port(PCI_ACS_DT | PCI_ACS_RR).across(false, GPU)).isEqualTo(UPSTREAM);
        assertThat(port(PCI_ACS_RR).across(true, GPU)).isEqualTo(UPSTREAM);
    }

    @Test
    void translationBlockingRefusesTranslatedRequestsWhereverTheyGo() {
        AcsPort blocking = port(PCI_ACS_TB | PCI_ACS_DT | PCI_ACS_UF);
        assertThat(blocking.across(true, GPU)).isEqualTo(VIOLATION);
        assertThat(blocking.upwards(true)).isEqualTo(VIOLATION);
        assertThat(blocking.back(true)).isEqualTo(VIOLATION);
        assertThat(blocking.across(false, GPU)).isEqualTo(DIRECT);
        assertThat(blocking.upwards(false)).isEqualTo(UPSTREAM);
    }

    @Test
    void whatWouldGoBackGoesUpWithUpstreamForwardingOnly() {
        assertThat(port(PCI_ACS_UF).back(false)).isEqualTo(UPSTREAM);
        assertThat(port(PCI_ACS_RR | PCI_ACS_DT).back(true)).isEqualTo(UNSUPPORTED);
    }

    @Test
    void onlyCompletionRedirectRedirectsCompletions() {
        assertThat(port(PCI_ACS_CR).redirectsCompletions()).isTrue();
        assertThat(port(0x7F & ~PCI_ACS_CR).redirectsCompletions()).isFalse();
    }
}
