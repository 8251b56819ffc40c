package io.azimuth.adapters.jose;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.remote.RefreshPolicy;
import io.azimuth.spi.remote.RemoteValue;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.verify.KeySetLocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The keys at one location. They are fetched at first use, then every hour, and in between when a
 * token names a key that is not there.
 *
 * <p>A file of this machine costs little to read, so it is read every ten seconds while it is used,
 * and at least every minute by {@link KeySets#refreshDue}.
 *
 * <p>A key that is missing in a later fetch is no longer accepted. While fetches fail, the last
 * good set is used for 24 h. An attacker can name any number of unknown keys, but they cause only
 * one fetch in {@link #UNKNOWN_KEY_PAUSE}; within that time they are answered from memory.
 */
final class KeySet {

  /** The least time between two fetches for unknown key ids. */
  static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(10);

  /** How long an unused set is kept and refreshed. */
  static final Duration UNUSED_AFTER = Duration.ofHours(24);

  private static final Duration FETCH_TIME = Duration.ofSeconds(10);

  /** How long keys are used, and when they are fetched again. */
  static final RefreshPolicy LIFETIMES =
      new RefreshPolicy(
          Duration.ofHours(1), Duration.ofHours(24), Duration.ofSeconds(2), Duration.ofMinutes(1));

  private static final RefreshPolicy LIFETIMES_OF_FILE =
      new RefreshPolicy(
          Duration.ofSeconds(10),
          Duration.ofHours(24),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  private final KeySetLocation location;
  private final DocumentFetcher fetcher;
  private final Rs256 rs256;
  private final Clock clock;
  private final KeySetLog log;
  private final RemoteValue<PublishedKeys> keys;
  private final MinInterval unknownKeys = new MinInterval(UNKNOWN_KEY_PAUSE);
  private volatile Instant lastUse;

  KeySet(
      KeySetLocation location,
      DocumentFetcher fetcher,
      Rs256 rs256,
      Executor executor,
      Clock clock) {
    this.location = location;
    this.fetcher = fetcher;
    this.rs256 = rs256;
    this.clock = clock;
    this.log = new KeySetLog(location.uri().toString());
    this.keys =
        new RemoteValue<>(
            this::fetch,
            location.isFile() ? LIFETIMES_OF_FILE : LIFETIMES,
            ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
            executor,
            clock);
    this.lastUse = clock.instant();
  }

  /**
   * The keys with that id; none when the issuer does not publish it.
   *
   * @param worthFetching whether the rest of the token justifies a fetch for an unknown id
   * @throws ServiceException when the keys cannot be fetched
   */
  Awaited<List<PublishedKey>> find(String kid, boolean worthFetching, Deadline deadline) {
    lastUse = clock.instant();
    boolean cold = keys.held().isEmpty();
    return await(keys.ask(), kid, deadline)
        .thenAwait(
            there ->
                cold || !there.isEmpty() || !worthFetching
                    ? Awaited.of(there)
                    : fetchFor(kid, deadline));
  }

  MonitoredFetch watched() {
    return keys;
  }

  void refreshIfDue() {
    keys.refreshIfDue();
  }

  boolean isUnused() {
    return Duration.between(lastUse, clock.instant()).compareTo(UNUSED_AFTER) >= 0;
  }

  private Awaited<List<PublishedKey>> fetchFor(String kid, Deadline deadline) {
    Optional<CompletableFuture<PublishedKeys>> renewed =
        keys.renew(() -> unknownKeys.tryAcquire(clock.instant()));
    if (renewed.isPresent()) {
      return await(renewed.get(), kid, deadline);
    }
    // It is unknown whether the id exists now, so the fault of the fetch is reported and not a bad
    // token.
    keys.lastFailure()
        .ifPresent(
            fault -> {
              throw fault;
            });
    return Awaited.of(keys.held().map(held -> held.withId(kid)).orElse(List.of()));
  }

  private static Awaited<List<PublishedKey>> await(
      CompletableFuture<PublishedKeys> answer, String kid, Deadline deadline) {
    return Awaited.of(answer, deadline, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE)
        .then(keys -> keys.withId(kid));
  }

  private PublishedKeys fetch() {
    try {
      PublishedKeys fetched =
          KeySetReader.read(fetcher.fetch(location.uri(), location.transport(), FETCH_TIME), rs256);
      log.fetched(fetched.ids());
      return fetched;
    } catch (ServiceException e) {
      log.failed(e, clock.instant());
      throw e;
    }
  }
}
