package io.azimuth.adapters.jose;

import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.verify.KeySetLocation;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Executor;

/** All key sets in use, one per location. All issuers with that location share it. */
final class KeySets {

  static final int MAX_LOCATIONS = 256;

  private final DocumentFetcher fetcher;
  private final Rs256 rs256;
  private final Executor executor;
  private final Clock clock;
  private final LruCache<KeySetLocation, KeySet> sets = new LruCache<>(MAX_LOCATIONS);

  @Inject
  KeySets(DocumentFetcher fetcher, Rs256 rs256, BackgroundFetches fetches, Clock clock) {
    this(fetcher, rs256, (Executor) fetches, clock);
    fetches.everyMinute(this::refreshDue);
  }

  KeySets(DocumentFetcher fetcher, Rs256 rs256, Executor executor, Clock clock) {
    this.fetcher = fetcher;
    this.rs256 = rs256;
    this.executor = executor;
    this.clock = clock;
  }

  KeySet at(KeySetLocation location) {
    return sets.get(location, place -> new KeySet(place, fetcher, rs256, executor, clock));
  }

  /** Starts the hourly fetches that are due, and forgets unused sets. */
  void refreshDue() {
    sets.copy()
        .forEach(
            (location, set) -> {
              if (set.isUnused()) {
                sets.remove(location, set);
              } else {
                set.refreshIfDue();
              }
            });
  }

  int size() {
    return sets.size();
  }
}
