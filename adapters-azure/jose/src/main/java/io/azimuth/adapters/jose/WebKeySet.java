package io.azimuth.adapters.jose;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.remote.RefreshPolicy;
import io.azimuth.spi.remote.RemoteValue;
import io.azimuth.spi.remote.Waiters;
import io.azimuth.spi.verify.KeySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The keys at one address, kept and fetched again like those of {@link KeySet}. They may be of any
 * algorithm, and tokens need not name one of them.
 */
final class WebKeySet {

  private final WebDocuments documents;
  private final KeySource.Published source;
  private final Clock clock;
  private final KeySetLog log;
  private final RemoteValue<UsableKeys> keys;
  private final Waiters waiters;
  private final MinInterval unknownKeys = new MinInterval(KeySet.UNKNOWN_KEY_PAUSE);
  private volatile Instant lastUse;

  WebKeySet(KeySource.Published source, WebDocuments documents, Executor executor, Clock clock) {
    this.documents = documents;
    this.source = source;
    this.clock = clock;
    this.log = new KeySetLog(source.keys().toString());
    RefreshPolicy lifetimes = KeySet.LIFETIMES;
    this.keys =
        RemoteValue.withoutThread(
            this::fetch, lifetimes, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, executor, clock);
    this.waiters = new Waiters(source.keys().toString(), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    this.lastUse = clock.instant();
  }

  /** Whether keys are held, so that the answer of {@link #ask} may be old. */
  boolean isWarm() {
    return keys.held().isPresent();
  }

  /** The keys; pending while they are fetched. */
  Awaited<UsableKeys> ask(Deadline deadline) {
    lastUse = clock.instant();
    return waiters.await(keys.ask(), deadline);
  }

  /**
   * Keys that are newer than those that are held; empty when they were fetched a moment ago.
   *
   * @throws ServiceException when that last fetch failed, so that it is unknown whether there is
   *     such a key now, or when too many wait for the keys
   */
  Optional<Awaited<UsableKeys>> renewed(Deadline deadline) {
    Optional<CompletableFuture<UsableKeys>> renewed =
        keys.renew(() -> unknownKeys.tryAcquire(clock.instant()));
    if (renewed.isEmpty()) {
      keys.lastFailure()
          .ifPresent(
              fault -> {
                throw fault;
              });
    }
    return renewed.map(answer -> waiters.await(answer, deadline));
  }

  void refreshIfDue() {
    keys.refreshIfDue();
  }

  boolean isUnused() {
    return Duration.between(lastUse, clock.instant()).compareTo(KeySet.UNUSED_AFTER) >= 0;
  }

  private CompletableFuture<UsableKeys> fetch() {
    return documents
        .keys(source)
        .whenComplete(
            (fetched, thrown) -> {
              if (thrown == null) {
                log.fetched(fetched.ids());
              } else {
                ServiceException.in(thrown).ifPresent(fault -> log.failed(fault, clock.instant()));
              }
            });
  }
}
