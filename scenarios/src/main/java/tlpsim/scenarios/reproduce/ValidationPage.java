package tlpsim.scenarios.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code docs/validation.md}: a text about mechanisms, then the numbers of this run. */
public final class ValidationPage {
    private static final String RESOURCE = "/tlpsim/reproduce/validation.md";

    private ValidationPage() {}

    public static String of(ReproduceReport report) {
        return about() + ReproducePrinter.text(report) + "\n" + OtherStudies.text();
    }

    private static String about() {
        try (InputStream in = ValidationPage.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(RESOURCE, failure);
        }
    }
}
