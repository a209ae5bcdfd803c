package tlpsim.gen.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.gen.hint.RequestTemplate.Form;
import tlpsim.gen.st.BeyondTablePolicy;
import tlpsim.gen.st.DirectFieldLookup;
import tlpsim.gen.st.StGate;

/**
 * The bytes of requests. Each follows from the tables of the PCIe Base Specification: 2.2.1 for Fmt, Type, TH (byte 1 bit 0) and Attr[2] (byte 1 bit 2),
 * 2-17 to 2-19 for PH and ST, 2-16 for the prefix 0x90, and for Flit Mode 2.2.7.2: OHC-B with ST in bits 23:8, PH in 7:6, HV in 5:4.
 */
class RequestTemplateTest {
    /** In the window of peer 1, with address bits 45 and 40. */
    private static final long ADDRESS = PeerWindow.busAddress(1, 0x1234_5600L);

    private static final int PH = 2;

    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(TlpRecordLayout.RECORD_BYTES));
    private final TphRequesterCapability capability = TphRequesterCapability.create(
            new UnsafeBuffer(ByteBuffer.allocateDirect(4096)),
            0x100,
            0,
            new TphRequesterConfig(false, true, true, StTableLocation.NONE, 0),
            ReservedEnablePolicy.STORE);

    private RequestTemplate template(Form form, RequesterEnable enable, int tag) {
        capability.writeControl(StMode.DEVICE_SPECIFIC, enable);
        DirectFieldLookup lookup = new DirectFieldLookup(StGate.forDevice(capability), 1, BeyondTablePolicy.SKIP_TPH);
        lookup.setTag(0, tag);
        return new RequestTemplate(form, capability, lookup, 0);
    }

    private static Form form(boolean write, boolean flit, TagNamespace namespace) {
        return new Form(write, flit, 0x1900, false, PH, false, namespace);
    }

    private String encoded(RequestTemplate template) {
        template.encode(record, 0, ADDRESS, 64);
        return header();
    }

    /** The emitted bytes, a blank between DWs. */
    private String header() {
        byte[] bytes = new byte[record.getByte(TlpRecordLayout.EMITTED_BYTES)];
        record.getBytes(TlpRecordLayout.EMITTED, bytes);
        return HexFormat.of().formatHex(bytes).replaceAll("(.{8})(?=.)", "$1 ");
    }

    @ParameterizedTest
    @CsvSource({
        // No prefix can say that a tag is of the 16-bit namespace while 01b; the register cuts what follows it.
        "FOLLOWS_ENABLE, TPH, 0xA5, 60010010 1900a5ff 00002100 12345602",
        "FOLLOWS_ENABLE, TPH, 0x134, 60010010 190034ff 00002100 12345602",
        "FOLLOWS_ENABLE, EXTENDED, 0xA5, 90000000 60010010 1900a5ff 00002100 12345602",
        "FOLLOWS_ENABLE, EXTENDED, 0x134, 90010000 60010010 190034ff 00002100 12345602",
        "EIGHT_BIT, TPH, 0xA5, 60010010 1900a5ff 00002100 12345602",
        "EIGHT_BIT, TPH, 0x134, 60010010 190034ff 00002100 12345602",
        "EIGHT_BIT, EXTENDED, 0xA5, 60010010 1900a5ff 00002100 12345602",
        "EIGHT_BIT, EXTENDED, 0x134, 60010010 190034ff 00002100 12345602",
        "SIXTEEN_BIT, TPH, 0xA5, 60000010 190000ff 00002100 12345600",
        "SIXTEEN_BIT, TPH, 0x134, 60000010 190000ff 00002100 12345600",
        "SIXTEEN_BIT, EXTENDED, 0xA5, 90000000 60010010 1900a5ff 00002100 12345602",
        "SIXTEEN_BIT, EXTENDED, 0x134, 90010000 60010010 190034ff 00002100 12345602",
    })
    void aWriteOfNonFlitMode(TagNamespace namespace, RequesterEnable enable, int tag, String expected) {
        assertThat(encoded(template(form(true, false, namespace), enable, tag))).isEqualTo(expected);
        assertThat(record.getByte(TlpRecordLayout.PREFIX_BYTES)).isEqualTo((byte) (expected.startsWith("90") ? 4 : 0));
    }

    @ParameterizedTest
    @CsvSource({
        "FOLLOWS_ENABLE, TPH, 0x134, 20010010 19000034 00002100 12345602",
        "FOLLOWS_ENABLE, EXTENDED, 0x134, 90010000 20010010 19000034 00002100 12345602",
        "EIGHT_BIT, TPH, 0xA5, 20010010 190000a5 00002100 12345602",
        "EIGHT_BIT, EXTENDED, 0xA5, 20010010 190000a5 00002100 12345602",
        "SIXTEEN_BIT, TPH, 0xA5, 20000010 190000ff 00002100 12345600",
        "SIXTEEN_BIT, EXTENDED, 0xA5, 90000000 20010010 190000a5 00002100 12345602",
    })
    void aReadOfNonFlitMode(TagNamespace namespace, RequesterEnable enable, int tag, String expected) {
        assertThat(encoded(template(form(false, false, namespace), enable, tag)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "FOLLOWS_ENABLE, TPH, 0xA5, 60020010 19000000 00002100 12345600 0000a590",
        "FOLLOWS_ENABLE, TPH, 0x134, 60020010 19000000 00002100 12345600 00003490",
        "FOLLOWS_ENABLE, EXTENDED, 0xA5, 60020010 19000000 00002100 12345600 0000a5b0",
        "FOLLOWS_ENABLE, EXTENDED, 0x134, 60020010 19000000 00002100 12345600 000134b0",
        "EIGHT_BIT, TPH, 0xA5, 60020010 19000000 00002100 12345600 0000a590",
        "EIGHT_BIT, EXTENDED, 0xA5, 60020010 19000000 00002100 12345600 0000a590",
        "EIGHT_BIT, EXTENDED, 0x134, 60020010 19000000 00002100 12345600 00003490",
        "SIXTEEN_BIT, TPH, 0x134, 60000010 19000000 00002100 12345600",
        "SIXTEEN_BIT, EXTENDED, 0xA5, 60020010 19000000 00002100 12345600 0000a5b0",
        "SIXTEEN_BIT, EXTENDED, 0x134, 60020010 19000000 00002100 12345600 000134b0",
    })
    void aWriteOfFlitMode(TagNamespace namespace, RequesterEnable enable, int tag, String expected) {
        assertThat(encoded(template(form(true, true, namespace), enable, tag))).isEqualTo(expected);
        String read = expected.replaceFirst("^60", "20");
        assertThat(encoded(template(form(false, true, namespace), enable, tag))).isEqualTo(read);
    }

    @Test
    void tagZeroIsTheSameBytesInBothNamespaces() {
        for (TagNamespace namespace : TagNamespace.values()) {
            assertThat(encoded(template(form(true, false, namespace), RequesterEnable.EXTENDED, 0)))
                    .as("%s", namespace)
                    .isEqualTo("60010010 190000ff 00002100 12345602");
            assertThat(encoded(template(form(true, true, namespace), RequesterEnable.EXTENDED, 0)))
                    .as("%s", namespace)
                    .isEqualTo("60020010 19000000 00002100 12345600 00000090");
        }
        assertThat(encoded(template(form(true, false, TagNamespace.EIGHT_BIT), RequesterEnable.TPH, 0)))
                .isEqualTo("60010010 190000ff 00002100 12345602");
        assertThat(encoded(template(form(true, false, TagNamespace.SIXTEEN_BIT), RequesterEnable.TPH, 0)))
                .as("a 16-bit request has no hint to send while Enable is 01b, whatever its tag")
                .isEqualTo("60000010 190000ff 00002100 12345600");
    }

    @Test
    void noNamespaceSendsAHintWhileTheFunctionIsNotEnabled() {
        for (TagNamespace namespace : TagNamespace.values()) {
            for (RequesterEnable enable : new RequesterEnable[] {RequesterEnable.NONE, RequesterEnable.RESERVED}) {
                assertThat(encoded(template(form(true, false, namespace), enable, 0xA5)))
                        .as("%s, %s", namespace, enable)
                        .isEqualTo("60000010 190000ff 00002100 12345600");
            }
        }
    }

    @Test
    void aRequestFollowsTheRegisterAsItIsNow() {
        RequestTemplate sixteen =
                template(form(true, false, TagNamespace.SIXTEEN_BIT), RequesterEnable.EXTENDED, 0x134);
        assertThat(encoded(sixteen)).startsWith("90010000");
        capability.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.TPH);
        assertThat(encoded(sixteen)).isEqualTo("60000010 190000ff 00002100 12345600");
        capability.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.EXTENDED);
        assertThat(encoded(sixteen)).startsWith("90010000");
    }

    @Test
    void idoSetsAttr2AndTheRecordsFlag() {
        Form both = new Form(true, false, 0x1900, true, PH, true, TagNamespace.EIGHT_BIT);
        assertThat(encoded(template(both, RequesterEnable.EXTENDED, 0xA5)))
                .isEqualTo("60052010 1900a5ff 00002100 12345602");
        assertThat(record.getByte(TlpRecordLayout.FLAGS))
                .isEqualTo((byte) (TlpRecordLayout.FLAG_RELAXED | TlpRecordLayout.FLAG_IDO));
        Form ido = new Form(true, true, 0x1900, false, RequestTemplate.NO_HINT, true, TagNamespace.FOLLOWS_ENABLE);
        assertThat(encoded(template(ido, RequesterEnable.EXTENDED, 0xA5)))
                .isEqualTo("60001010 19000000 00002100 12345600");
        assertThat(record.getByte(TlpRecordLayout.FLAGS))
                .isEqualTo((byte) (TlpRecordLayout.FLAG_FLIT | TlpRecordLayout.FLAG_IDO));
        encoded(template(new Form(true, false, 0x1900, false, PH), RequesterEnable.TPH, 0xA5));
        assertThat(record.getByte(TlpRecordLayout.FLAGS)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0x210012345678, 20000001 19000000 00002100 12345678, 0",
        "false, 0x12345678, 00000001 19000000 12345678, 0",
        // Byte enables that are not the implied ones travel in OHC-A1.
        "true, 0x210012345678, 20010001 19000000 00002100 12345678 00000000, 4",
        "true, 0x12345678, 03010001 19000000 12345678 00000000, 4",
    })
    void aZeroLengthReadIsOneDwWithNoByteEnabledAndNeverHinted(
            boolean flit, String address, String expected, int prefixBytes) {
        for (int ph : new int[] {RequestTemplate.NO_HINT, PH}) {
            Form form = new Form(false, flit, 0x1900, false, ph);
            RequestTemplate template = template(form, RequesterEnable.EXTENDED, 0xA5);
            assertThat(template.isRead()).isTrue();
            template.encodeZeroLengthRead(record, 0, Long.decode(address));
            assertThat(header()).isEqualTo(expected);
            assertThat(record.getByte(TlpRecordLayout.PREFIX_BYTES)).isEqualTo((byte) prefixBytes);
        }
        assertThat(template(new Form(true, flit, 0x1900, false, PH), RequesterEnable.TPH, 0)
                        .isRead())
                .isFalse();
    }
}
