package tlpsim.gen.hint;

/** Finds the steering tag of a request: the structure that the device's ST mode prescribes. Called once per hinted TLP. */
public interface TagLookup {
    /** The tag at {@code index} (a vector in Interrupt Vector mode, a queue context in Device Specific mode), or 0 for no preference. */
    int st(int index);
}
