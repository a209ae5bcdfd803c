package tlpsim.scenarios.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The declaration of one key of the scenario language, on the record component that holds its value. Validation, the
 * resolved form, documentation and the JSON schema read it from here and from nowhere else.
 *
 * <p>The key's name is the component's, without the unit's suffix, in kebab case: {@code sizeBytes} is {@code size}.
 * The unit follows from that suffix ({@link Unit#suffix()}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /** A key without a default, which a scenario must give. */
    String REQUIRED = "\0required";

    /** What the key means, in one sentence. */
    String value();

    /** The key's name where it is not the component's. */
    String name() default "";

    /**
     * The value of a key that is not given, as a user would write it; empty for an empty list or an absent optional.
     */
    String def() default REQUIRED;

    /**
     * Where the default comes from when it is not the same in every scenario, for example {@code the platform preset}.
     */
    String defFrom() default "";

    /** The smallest accepted value, as a user would write it. */
    String min() default "";

    /** The largest accepted value, as a user would write it. */
    String max() default "";

    boolean powerOfTwo() default false;

    /** Printed in hexadecimal in the resolved form. */
    boolean hex() default false;

    /** The keys of this component's record stand in the enclosing mapping. */
    boolean inline() default false;

    /** The value of the mapping's spreading key, where given, is this key's default; see {@link Mapping#spread()}. */
    boolean spread() default false;

    /** The name under which earlier versions knew the key: refused, with the new one in the hint. */
    String formerly() default "";

    /** The first version of the tool that knows the key. */
    String since() default "0.1";
}
