package tlpsim.scenarios.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a record is written in YAML where it is more than a plain mapping of its keys. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Mapping {
    /**
     * The key that a scalar stands for: {@code flows: 4096} is {@code flows: {count: 4096}}; empty where only a
     * mapping is accepted.
     */
    String shorthand() default "";

    /**
     * A key which is no component and which gives every {@link Key#spread()} key its default; empty where there is
     * none.
     */
    String spread() default "";

    /** What the spreading key means. */
    String spreadDoc() default "";
}
