package tlpsim.completer.cache;

class LruCacheTest extends SetAssociativeCacheContract {
    @Override
    ReplacementPolicy policy() {
        return ReplacementPolicy.LRU;
    }
}
