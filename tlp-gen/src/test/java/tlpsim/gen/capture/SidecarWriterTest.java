package tlpsim.gen.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidecarWriterTest {
    @TempDir
    private Path folder;

    @Test
    void writesOneLinePerFrameWithTheFieldsThatNoDissectorShows() throws IOException {
        Path file = folder.resolve("out.csv");
        try (SidecarWriter writer = new SidecarWriter(file)) {
            writer.write(new Row(1, 1_234_567, 3, true, 0xF0, "tagged"));
            writer.write(new Row(2, 2_000_000, -1, false, 0, "stripped, \"no\" completer"));
            writer.commit();
        }

        assertThat(file).hasContent("""
                        frame,time_ps,tap,queue,kind,ph,st,namespace,th,prefix,address,length,outcome
                        1,1234567,requester,3,header,2,240,16-bit,1,1,0xfee00040,64,tagged
                        2,2000000,requester,,header,,,,0,0,0xfee00040,64,"stripped, ""no"" completer"
                        """);
    }

    private record Row(long frame, long timePs, int queue, boolean th, int steeringTag, String outcome)
            implements SidecarRow {
        @Override
        public String tap() {
            return "requester";
        }

        @Override
        public String kind() {
            return "header";
        }

        @Override
        public int ph() {
            return 2;
        }

        @Override
        public String namespace() {
            return th ? "16-bit" : "";
        }

        @Override
        public boolean prefix() {
            return th;
        }

        @Override
        public long address() {
            return 0xFEE00040L;
        }

        @Override
        public int lengthBytes() {
            return 64;
        }
    }
}
