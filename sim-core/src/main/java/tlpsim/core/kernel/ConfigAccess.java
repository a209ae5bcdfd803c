package tlpsim.core.kernel;

/** Configuration space of one function, as software reaches it. Offsets are bytes from its start, naturally aligned. */
public interface ConfigAccess {
    /** False once the function has gone: reads then give all ones, writes do nothing. */
    boolean present();

    int read32(int offset);

    void write32(int offset, int value);

    /** The low 16 bits of the result hold the word. */
    int read16(int offset);

    void write16(int offset, int value);
}
