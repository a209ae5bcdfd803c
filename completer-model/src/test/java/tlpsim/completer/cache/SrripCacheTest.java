package tlpsim.completer.cache;

class SrripCacheTest extends SetAssociativeCacheContract {
    @Override
    ReplacementPolicy policy() {
        return ReplacementPolicy.SRRIP;
    }
}
