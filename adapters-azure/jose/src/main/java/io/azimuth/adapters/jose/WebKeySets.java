package io.azimuth.adapters.jose;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.remote.RefreshPolicy;
import io.azimuth.spi.remote.RemoteValue;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.WebClient;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** All key sets of issuers in use, one for each address, and the discovery documents. */
final class WebKeySets {

  static final int MAX_SOURCES = 256;

  /** How many fetch at a time: many silent addresses must not hold up the keys of clouds. */
  private static final int MAX_FETCHES = 16;

  private static final RefreshPolicy OF_DOCUMENTS =
      new RefreshPolicy(
          Duration.ofHours(12), Duration.ofHours(36), Duration.ofSeconds(3), Duration.ofMinutes(5));

  private final WebDocuments documents;
  private final Executor executor;
  private final Clock clock;
  private final LruCache<KeySource.Published, WebKeySet> sets = new LruCache<>(MAX_SOURCES);
  private final LruCache<KeySource.Discovered, RemoteValue<KeySource.Published>> places =
      new LruCache<>(MAX_SOURCES);

  @Inject
  WebKeySets(WebClient web, BackgroundFetches fetches, Clock clock) {
    this(web, (Executor) fetches, clock);
    fetches.everyMinute(this::refreshDue);
  }

  WebKeySets(WebClient web, Executor executor, Clock clock) {
    this.documents = new WebDocuments(web);
    this.executor = limited(executor);
    this.clock = clock;
  }

  private static Executor limited(Executor all) {
    Semaphore lanes = new Semaphore(MAX_FETCHES);
    return task -> {
      if (!lanes.tryAcquire()) {
        throw new RejectedExecutionException("too many key sets are being fetched");
      }
      try {
        all.execute(
            () -> {
              try {
                task.run();
              } finally {
                lanes.release();
              }
            });
      } catch (RejectedExecutionException e) {
        lanes.release();
        throw e;
      }
    };
  }

  WebKeySet at(KeySource.Published source) {
    return sets.get(source, place -> new WebKeySet(place, documents, executor, clock));
  }

  /** The key set of an issuer; pending while its document is fetched. */
  Awaited<WebKeySet> of(KeySource.Discovered source, Deadline deadline) {
    return Awaited.of(
            places.get(source, this::place).ask(),
            deadline,
            ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE)
        .then(this::at);
  }

  private RemoteValue<KeySource.Published> place(KeySource.Discovered source) {
    return new RemoteValue<>(
        () -> documents.keysOf(source),
        OF_DOCUMENTS,
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        executor,
        clock);
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
