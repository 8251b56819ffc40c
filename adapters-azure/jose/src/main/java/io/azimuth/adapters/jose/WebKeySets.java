package io.azimuth.adapters.jose;

import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.WebClient;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Executor;

/** All key sets of issuers in use, one for each address, and the discovery documents. */
final class WebKeySets {

  static final int MAX_SOURCES = 256;

  private final WebDocuments documents;
  private final Executor executor;
  private final Clock clock;
  private final LruCache<KeySource.Published, WebKeySet> sets = new LruCache<>(MAX_SOURCES);
  private final LruCache<KeySource.Discovered, KeyLocationDiscovery> places =
      new LruCache<>(MAX_SOURCES);

  @Inject
  WebKeySets(WebClient web, BackgroundFetches fetches, Clock clock) {
    this(web, (Executor) fetches, clock);
    fetches.everyMinute(this::refreshDue);
  }

  WebKeySets(WebClient web, Executor executor, Clock clock) {
    this.documents = new WebDocuments(web);
    this.executor = executor;
    this.clock = clock;
  }

  WebKeySet at(KeySource.Published source) {
    return sets.get(source, place -> new WebKeySet(place, documents, executor, clock));
  }

  /** The place of the keys of an issuer. */
  KeyLocationDiscovery of(KeySource.Discovered source) {
    return places.get(
        source, issuer -> new KeyLocationDiscovery(issuer, documents, executor, clock));
  }

  /** Starts the hourly fetches that are due, and forgets unused sets. */
  void refreshDue() {
    sets.copy()
        .forEach(
            (source, set) -> {
              if (set.isUnused()) {
                sets.remove(source, set);
              } else {
                set.refreshIfDue();
              }
            });
  }
}
