package io.azimuth.spi.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of the last calls to another system, in the memory of this process.
 *
 * @param lastSuccess when the last call succeeded
 * @param latency how long the last successful call took
 * @param lastFailure the last failure, kept also after a later success
 */
public record FetchHistory(
    Optional<Instant> lastSuccess, Optional<Duration> latency, Optional<Failure> lastFailure) {

  /** No calls yet. */
  public static final FetchHistory NONE =
      new FetchHistory(Optional.empty(), Optional.empty(), Optional.empty());

  public FetchHistory {
    Objects.requireNonNull(lastSuccess, "lastSuccess");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(lastFailure, "lastFailure");
  }

  /** This observation after a successful call. */
  public FetchHistory succeeded(Instant at, Duration took) {
    return new FetchHistory(Optional.of(at), Optional.of(took), lastFailure);
  }

  /**
   * This observation after a failed call.
   *
   * @param reason for the operator, without secrets
   */
  public FetchHistory failed(Instant at, String reason) {
    return new FetchHistory(lastSuccess, latency, Optional.of(new Failure(at, reason)));
  }

  /** Whether the last call succeeded; empty before the first call. */
  public Optional<Boolean> isWell() {
    if (lastFailure.isEmpty()) {
      return lastSuccess.map(at -> true);
    }
    return Optional.of(lastSuccess.filter(it -> !it.isBefore(lastFailure.get().at())).isPresent());
  }

  /** Both observations as one: well when both are. */
  public FetchHistory and(FetchHistory other) {
    if (isWell().isEmpty()) {
      return other;
    }
    if (other.isWell().isEmpty() || !isWell().orElseThrow()) {
      return this;
    }
    boolean slower =
        other.latency.filter(it -> it.compareTo(latency.orElseThrow()) > 0).isPresent();
    return slower || !other.isWell().orElseThrow() ? other : this;
  }

  /** A call that failed. */
  public record Failure(Instant at, String reason) {

    public Failure {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
