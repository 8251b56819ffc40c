package io.azimuth.adapters.jose;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.remote.RefreshPolicy;
import io.azimuth.spi.remote.RemoteValue;
import io.azimuth.spi.remote.Waiters;
import io.azimuth.spi.verify.KeySource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The address of an issuer's keys, from its discovery document. */
final class KeyLocationDiscovery {

  /** The least time between two fetches because keys may have moved. */
  static final Duration MOVE_PAUSE = Duration.ofMinutes(1);

  private static final RefreshPolicy LIFETIMES =
      new RefreshPolicy(
          Duration.ofHours(12), Duration.ofHours(36), Duration.ofSeconds(3), Duration.ofMinutes(5));

  private final RemoteValue<KeySource.Published> location;
  private final Waiters waiters;
  private final Clock clock;
  private final MinInterval moves = new MinInterval(MOVE_PAUSE);

  KeyLocationDiscovery(
      KeySource.Discovered source, WebDocuments documents, Executor executor, Clock clock) {
    this.location =
        RemoteValue.withoutThread(
            () -> documents.keysOf(source),
            LIFETIMES,
            ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
            executor,
            clock);
    this.waiters =
        new Waiters(source.document().toString(), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    this.clock = clock;
  }

  /** Whether the place is known, so that the answer of {@link #ask} may be old. */
  boolean isWarm() {
    return location.held().isPresent();
  }

  /** The place; pending while the document is fetched. */
  Awaited<KeySource.Published> ask(Deadline deadline) {
    return waiters.await(location.ask(), deadline);
  }

  /** The place as the document has it now, or had it a moment ago. */
  Awaited<KeySource.Published> renewed(Deadline deadline) {
    return waiters.await(
        location.renew(() -> moves.tryAcquire(clock.instant())).orElseGet(location::ask), deadline);
  }
}
