package tlpsim.completer.cache;

class PlruCacheTest extends SetAssociativeCacheContract {
    @Override
    ReplacementPolicy policy() {
        return ReplacementPolicy.PLRU;
    }
}
