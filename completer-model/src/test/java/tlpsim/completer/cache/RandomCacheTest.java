package tlpsim.completer.cache;

class RandomCacheTest extends SetAssociativeCacheContract {
    @Override
    ReplacementPolicy policy() {
        return ReplacementPolicy.RANDOM;
    }
}
