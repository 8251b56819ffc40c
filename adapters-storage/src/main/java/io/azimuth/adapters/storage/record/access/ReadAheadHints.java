package io.azimuth.adapters.storage.record.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.spi.engine.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys units of work of a kind have read, so that the next one of the kind reads them in one
 * round trip. Only keys are kept, no entries: what is read is always what the store has then.
 */
public final class ReadAheadHints {

  /** About 10 MB of keys. */
  private static final long MOST_KEYS = 50_000;

  private static final int MOST_OF_ONE = 24;

  private final Cache<Integer, List<Key>> byRoute = cache();
  private final Cache<Integer, List<Key>> byCaller = cache();

  private static Cache<Integer, List<Key>> cache() {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_KEYS)
        .weigher((Integer kind, List<Key> keys) -> 1 + keys.size())
        .executor(Runnable::run)
        .build();
  }

  /** What a unit of work of this kind will probably read. */
  Guess of(ReadHint hint) {
    return new Guess(hint);
  }

  /** A guess, which learns from what was read after all. */
  final class Guess {

    private final ReadHint hint;
    private final Set<Key> single = new LinkedHashSet<>();
    private Optional<Integer> caller = Optional.empty(); // finding it costs time
    private boolean hasToken;

    private Guess(ReadHint hint) {
      this.hint = hint;
    }

    /** The keys to read ahead. */
    Set<Key> keys() {
      Set<Key> keys = new LinkedHashSet<>();
      caller = hint.caller();
      caller
          .flatMap(known -> Optional.ofNullable(byCaller.getIfPresent(known)))
          .ifPresent(keys::addAll);
      Optional.ofNullable(byRoute.getIfPresent(hint.route())).ifPresent(keys::addAll);
      return keys;
    }

    /**
     * Notes that a record was read by itself. Without a token, as at a login, what is read depends
     * on the caller as well.
     *
     * @param readAhead whether the guess had it
     */
    void read(Key key, boolean readAhead) {
      single.add(key);
      if (!readAhead && single.size() <= MOST_OF_ONE) {
        List<Key> keys = List.copyOf(single);
        byRoute.put(hint.route(), keys);
        if (!hasToken) {
          caller.ifPresent(known -> byCaller.put(known, keys));
        }
      }
    }

    /**
     * Notes that the records of the caller's token were read.
     *
     * @param readAhead whether the guess had them all
     */
    void readOfToken(List<Key> keys, boolean readAhead) {
      hasToken = true;
      if (!readAhead && keys.size() <= MOST_OF_ONE) {
        caller.ifPresent(known -> byCaller.put(known, keys));
      }
    }
  }
}
