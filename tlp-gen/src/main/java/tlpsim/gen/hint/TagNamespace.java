package tlpsim.gen.hint;

/**
 * The namespace of a request's tag. With Requester Enable 11b both namespaces live at once, so which one a request means is a property of the request,
 * not of the function.
 */
public enum TagNamespace {
    /** 16-bit with Requester Enable 11b, 8-bit with 01b. */
    FOLLOWS_ENABLE,
    /** 8-bit with 01b and with 11b: the baseline form. An entry above 0xFF is cut to its low 8 bits. */
    EIGHT_BIT,
    /** 16-bit, which 11b alone allows. With 01b the request carries no hint at all: its tag would name something else in the other namespace. */
    SIXTEEN_BIT
}
