package tlpsim.core.vfio;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.kernel.MachineFixture.DS;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.vfio.FeatureCall.Operation;

class DmaBufTest {
    private static final DmaBufTphPayload GOOD = new DmaBufTphPayload(7, 3, 0x2233, 0x11, 2);
    /** Every field wrong at once: of each check only the first may fail. */
    private static final DmaBufTphPayload WORST = new DmaBufTphPayload(99, 0xE, 0x2233, 0x11, 9);

    private final VfioFixture vfio = new VfioFixture();

    private OperationReport set(DmaBufTphPayload payload) {
        return DmaBufTphFeature.set(vfio.peer, FeatureCall.SET, payload, vfio.files);
    }

    private static void assertRefused(OperationReport report, Errno errno, DmaBufRule rule) {
        assertThat(report.errno()).isEqualTo(errno);
        assertThat(report.refusedBy(rule)).as(rule.id()).isTrue();
        assertThat(report.rules().get(report.rules().size() - 1).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    @Proves("dmabuf.set.completer")
    void theExportersOwnCompleterGatesEvenAProbe(int completer) {
        vfio.peerCompleter = completer;
        vfio.build();
        for (Operation operation : Operation.values()) {
            OperationReport report =
                    DmaBufTphFeature.set(vfio.peer, new FeatureCall(operation, 0, false), WORST, vfio.files);
            assertRefused(report, Errno.EOPNOTSUPP, DmaBufRule.SET_COMPLETER);
        }
    }

    @Test
    @Proves("dmabuf.set.completer")
    void anExporterNeedsNoRequesterCapability() {
        vfio.build();
        assertThat(vfio.peer.tphOffset()).isZero();
        OperationReport probe =
                DmaBufTphFeature.set(vfio.peer, new FeatureCall(Operation.PROBE, 0, false), WORST, vfio.files);
        assertThat(probe.ok()).isTrue();
        assertThat(set(GOOD).ok()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET, 12", "SET, 11", "SET, 0"})
    @Proves("dmabuf.set.arguments")
    void theArgumentsAreCheckedBeforeTheyAreRead(Operation operation, int bytes) {
        vfio.build();
        OperationReport report =
                DmaBufTphFeature.set(vfio.peer, new FeatureCall(operation, bytes, false), WORST, vfio.files);
        assertRefused(report, Errno.EINVAL, DmaBufRule.SET_ARGUMENTS);
    }

    @Test
    @Proves("dmabuf.set.copy")
    void anUnreadableArgumentIsAFaultWhateverIsInIt() {
        vfio.build();
        OperationReport report =
                DmaBufTphFeature.set(vfio.peer, new FeatureCall(Operation.SET, 12, false), WORST, vfio.files);
        assertRefused(report, Errno.EFAULT, DmaBufRule.SET_COPY);
    }

    @Test
    @Proves("dmabuf.set.flags")
    void unknownFlagsComeBeforeThePh() {
        vfio.build();
        assertRefused(set(WORST), Errno.EINVAL, DmaBufRule.SET_FLAGS);
    }

    @Test
    @Proves("dmabuf.set.ph")
    void aPhAbove3ComesBeforeTheCompletersWidth() {
        vfio.peerCompleter = 1;
        vfio.build();
        assertRefused(set(new DmaBufTphPayload(99, 2, 0, 0, 4)), Errno.EINVAL, DmaBufRule.SET_PH);
    }

    @Test
    @Proves("dmabuf.set.extended")
    void a16BitTagNeedsAnExtendedCompleterBeforeTheFdIsLookedAt() {
        vfio.peerCompleter = 1;
        vfio.build();
        assertRefused(set(new DmaBufTphPayload(99, 2, 1, 0, 3)), Errno.EOPNOTSUPP, DmaBufRule.SET_EXTENDED);
        assertThat(set(new DmaBufTphPayload(7, 1, 1, 0, 3)).ok()).isTrue();
    }

    @Test
    @Proves("dmabuf.set.fd")
    void aFileThatIsNoDmaBufIsRefused() {
        vfio.build();
        vfio.files.putOther(8);
        assertRefused(set(new DmaBufTphPayload(99, 3, 1, 1, 3)), Errno.EBADF, DmaBufRule.SET_FD);
        assertRefused(set(new DmaBufTphPayload(8, 3, 1, 1, 3)), Errno.EINVAL, DmaBufRule.SET_FD);
    }

    @Test
    @Proves("dmabuf.set.owner")
    void aBufferOfAnotherExporterOrDeviceIsRefused() {
        vfio.build();
        vfio.files.put(9, DmaBuf.foreign("other"));
        vfio.files.put(10, DmaBuf.exported("mine", vfio.machine.function, vfio.config));
        assertRefused(set(new DmaBufTphPayload(9, 3, 1, 1, 3)), Errno.EINVAL, DmaBufRule.SET_OWNER);
        assertRefused(set(new DmaBufTphPayload(10, 3, 1, 1, 3)), Errno.EINVAL, DmaBufRule.SET_OWNER);
    }

    @Test
    @Proves("dmabuf.set.replaces")
    void eachSetReplacesAllAndZeroFlagsTakeBothBackButNotWhatWasFetched() {
        vfio.enabled(DS, 3);
        assertThat(set(GOOD).ok()).isTrue();
        DmaBufImport importer = new DmaBufImport(vfio.machine.function, vfio.buffer, VfioConfig.DEFAULT);
        assertThat(importer.query(true, false).value()).isEqualTo(0x2233);
        assertThat(set(new DmaBufTphPayload(7, 1, 0, 0x44, 1)).met(DmaBufRule.SET_REPLACES))
                .isTrue();
        assertThat(vfio.buffer.getTph(true).report().errno()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(vfio.buffer.getTph(false).tag()).isEqualTo(0x44);
        set(new DmaBufTphPayload(7, 0, 0, 0x44, 1));
        assertThat(vfio.buffer.getTph(false).report().errno()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(importer.maySend()).isTrue();
    }

    @Test
    @Proves("dmabuf.get.namespace")
    void oneNamespaceIsNeverGivenForTheOtherAndZeroIsATag() {
        vfio.build();
        vfio.setTags(DmaBuf.FLAG_ST, 0, 0x2233, 0);
        DmaBufTag narrow = vfio.buffer.getTph(false);
        assertThat(narrow.report().ok()).isTrue();
        assertThat(narrow.tag()).isZero();
        DmaBufTag wide = vfio.buffer.getTph(true);
        assertThat(wide.report().refusedBy(DmaBufRule.GET_NAMESPACE)).isTrue();
        assertThat(wide.tag()).isEqualTo(TphStReport.NOT_GIVEN);
    }

    @Test
    @Proves("15")
    void rule15ThePhIsValidWithTheTagAndNotOtherwise() {
        vfio.build();
        vfio.setTags(DmaBuf.FLAG_ST_EXT, 0, 0x2233, 3);
        DmaBufTag wide = vfio.buffer.getTph(true);
        assertThat(wide.ph()).isEqualTo(3);
        assertThat(wide.report().met(UapiRule.PH_WITH_ST)).isTrue();
        assertThat(vfio.buffer.getTph(false).ph()).isEqualTo(TphStReport.NOT_GIVEN);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, true, false, 0x2233, true",
        "3, 1, true, true, 0x11, true",
        "3, 1, true, false, 0, false",
        "3, 2, false, true, 0x2233, true",
        "3, 0, true, true, 0, false",
        "1, 3, true, true, 0x11, true",
        "1, 2, true, true, 0, false",
        "1, 3, true, false, 0, false"
    })
    @Proves("16")
    void rule16ThePreferredNamespaceThenTheAlternateIfAskedElseFailure(
            int enable, int flags, boolean prefer, boolean alternate, String tag, boolean granted) {
        vfio.enabled(DS, enable);
        vfio.setTags(flags, 0x11, 0x2233, 2);
        DmaBufImport importer = new DmaBufImport(vfio.machine.function, vfio.buffer, VfioConfig.DEFAULT);
        OperationReport report = importer.query(prefer, alternate);
        assertThat(report.ok()).isEqualTo(granted);
        assertThat(report.value()).isEqualTo((long) Integer.decode(tag));
        assertThat(report.met(UapiRule.PREFERRED_THEN_ALTERNATE)).isTrue();
        assertThat(importer.maySend()).isEqualTo(granted);
    }

    @Test
    @Proves("16")
    void rule16ThePeersCompleterCountsNotTheRootPorts() {
        vfio.peerCompleter = 1;
        vfio.enabled(DS, 3);
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 2);
        DmaBufImport importer = new DmaBufImport(vfio.machine.function, vfio.buffer, VfioConfig.DEFAULT);
        assertThat(importer.query(true, true).value()).isEqualTo(0x11);
    }

    @Test
    @Proves("dmabuf.import.enabled")
    void aDriverWhoseTphIsOffAsksForNoTag() {
        vfio.build();
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 2);
        DmaBufImport importer = new DmaBufImport(vfio.machine.function, vfio.buffer, VfioConfig.DEFAULT);
        OperationReport report = importer.query(false, false);
        assertThat(report.refusedBy(DmaBufRule.IMPORT_ENABLED)).isTrue();
        assertThat(report.met(UapiRule.ST_WHILE_DISABLED)).isFalse();
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(importer.maySend()).isFalse();
    }

    @Test
    @Proves({"dmabuf.import.requery", "dmabuf.get.revoked"})
    void afterARevocationTheTagIsInFlightThenGoneUntilItIsFetchedAgain() {
        vfio.enabled(DS, 3);
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 2);
        DmaBufImport importer = new DmaBufImport(vfio.machine.function, vfio.buffer, VfioConfig.DEFAULT);
        importer.query(false, false);
        assertThat(importer.look().meaning()).isEqualTo("may send");
        assertThat(vfio.buffer.invalidate()).isTrue();
        assertThat(vfio.buffer.invalidate()).isFalse();
        assertThat(importer.isStale()).isTrue();
        assertThat(importer.look().meaning()).isEqualTo("in flight only");
        assertThat(vfio.buffer.remap()).isFalse();
        assertThat(vfio.buffer.drained()).isTrue();
        assertThat(vfio.buffer.drained()).isFalse();
        assertThat(importer.look().meaning()).isEqualTo("must not send");
        OperationReport early = importer.query(false, true);
        assertThat(early.errno()).isEqualTo(Errno.ENODEV);
        assertThat(early.refusedBy(DmaBufRule.GET_REVOKED)).isTrue();
        assertThat(vfio.buffer.remap()).isTrue();
        vfio.setTags(DmaBuf.FLAG_ST, 0x12, 0, 2);
        assertThat(importer.maySend()).isFalse();
        assertThat(importer.query(false, false).value()).isEqualTo(0x12);
        assertThat(importer.maySend()).isTrue();
    }

    @Test
    @Proves("dmabuf.import.mlx5")
    void mlx5AsksInItsEnabledNamespaceAndNeverFails() {
        vfio.enabled(DS, 3);
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 2);
        assertThat(Mlx5Import.register(vfio.machine.function, vfio.buffer, Optional.empty())
                        .tph())
                .isFalse();
        vfio.enabled(DS, 1);
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 2);
        Mlx5Import.Region region = Mlx5Import.register(vfio.machine.function, vfio.buffer, Optional.empty());
        assertThat(region.tph()).isTrue();
        assertThat(region.tag()).isEqualTo(0x11);
        assertThat(region.ph()).isEqualTo(2);
        Mlx5Import.Region foreign =
                Mlx5Import.register(vfio.machine.function, DmaBuf.foreign("other"), Optional.empty());
        assertThat(foreign.report().ok()).isTrue();
        assertThat(foreign.tph()).isFalse();
        vfio.build();
        assertThat(Mlx5Import.register(vfio.machine.function, vfio.buffer, Optional.empty())
                        .report()
                        .met(DmaBufRule.IMPORT_MLX5))
                .isTrue();
    }

    @Test
    @Proves("dmabuf.import.dmah")
    void anExplicitHandleWinsOverTheBuffer() {
        vfio.enabled(DS, 1);
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 2);
        Mlx5Import.Region region =
                Mlx5Import.register(vfio.machine.function, vfio.buffer, Optional.of(new Mlx5Import.DmaHandle(0x99, 1)));
        assertThat(region.tag()).isEqualTo(0x99);
        assertThat(region.ph()).isOne();
        assertThat(region.report().met(DmaBufRule.IMPORT_DMAH)).isTrue();
    }
}
