package tlpsim.completer.peer;

/** Where a peer puts a write without an honoured hint. */
public enum UntaggedWrite {
    /** To memory; a cached copy is invalidated. */
    MEMORY,
    /** Into any way of the cache. */
    CACHE
}
