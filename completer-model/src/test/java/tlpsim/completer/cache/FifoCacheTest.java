package tlpsim.completer.cache;

class FifoCacheTest extends SetAssociativeCacheContract {
    @Override
    ReplacementPolicy policy() {
        return ReplacementPolicy.FIFO;
    }
}
