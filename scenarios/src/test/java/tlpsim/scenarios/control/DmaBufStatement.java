package tlpsim.scenarios.control;

import static org.assertj.core.api.Assertions.assertThat;

import tlpsim.core.rule.Errno;
import tlpsim.core.vfio.DmaBufImport;
import tlpsim.core.vfio.DmaBufTphPayload;
import tlpsim.core.vfio.FeatureCall;
import tlpsim.scenarios.control.FuzzedOperation.Result;

/** What must hold of the one dma-buf, from what was set, revoked and mapped: no tag of the other namespace, none while revoked, none that was not set. */
final class DmaBufStatement {
    private final FuzzedMachine machine;
    private int flags;

    private int tag8;
    private int tag16;
    private int ph;
    private boolean tagsSet;
    private int mapping;

    DmaBufStatement(FuzzedMachine machine) {
        this.machine = machine;
    }

    int ph() {
        return ph;
    }

    /** The tag of a namespace, or the failure of the test where there is none; -1 for a PH without a tag. */
    int tag(boolean extended, String trace) {
        assertThat(mapping).as("revoked%s", trace).isZero();
        boolean valid = (flags & (extended ? 2 : 1)) != 0;
        if (!valid) {
            assertThat(machine.vfio.design().phValidBit() && tagsSet)
                    .as("rules 11 and 15%s", trace)
                    .isTrue();
            return -1;
        }
        return extended ? tag16 : tag8;
    }

    void after(FuzzedOperation operation, Result result, DmaBufImport importer, String trace) {
        switch (operation.kind()) {
            case INVALIDATE -> mapping = mapping == 0 ? 1 : mapping;
            case DRAINED -> mapping = mapping == 1 ? 2 : mapping;
            case REMAP -> mapping = mapping == 2 ? 0 : mapping;
            case GET_TPH -> {
                if (result.tag().report().ok()) {
                    assertThat(result.tag().tag()).as("get_tph%s", trace).isEqualTo(tag(operation.extended(), trace));
                    assertThat(result.tag().ph()).as("get_tph%s", trace).isEqualTo(ph);
                } else {
                    Errno revoked = machine.vfio.choices().getWhileRevoked();
                    assertThat(result.tag().report().errno())
                            .as("get_tph%s", trace)
                            .isEqualTo(mapping == 0 ? Errno.EOPNOTSUPP : revoked);
                }
            }
            case DMA_BUF_SET -> {
                boolean sets = operation.call().operation() == FeatureCall.Operation.SET;
                if (result.report().ok() && sets) {
                    set(operation.payload(), trace);
                }
            }
            case IMPORT -> {
                assertThat(importer.maySend() && mapping != 0)
                        .as("sends while revoked%s", trace)
                        .isFalse();
                assertThat(importer.maySend())
                        .as("sends without an answer%s", trace)
                        .isEqualTo(result.report().ok());
            }
            default ->
                assertThat(importer.maySend() && mapping != 0)
                        .as("sends while revoked%s", trace)
                        .isFalse();
        }
    }

    private void set(DmaBufTphPayload payload, String trace) {
        int completer = machine.peerCompleter;
        boolean wide = (payload.flags() & 2) != 0;
        assertThat(completer == 3 || completer == 1 && !wide)
                .as("completer%s", trace)
                .isTrue();
        assertThat(payload.fd()).as("fd%s", trace).isEqualTo(FuzzedMachine.BUFFER_FD);
        assertThat(payload.flags() & ~3).as("flags%s", trace).isZero();
        assertThat(payload.ph()).as("PH%s", trace).isBetween(0, 3);
        flags = payload.flags();
        tag8 = payload.steeringTag();
        tag16 = payload.steeringTagExt();
        ph = payload.ph();
        tagsSet = true;
    }
}
