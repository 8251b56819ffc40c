package io.azimuth.spi.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of the questions to another system, as far as this process remembers.
 *
 * @param lastSuccess when the last good answer came
 * @param latency how long the last good answer took
 * @param lastFailure the last failure, also when a success came after it
 */
public record FetchHistory(
    Optional<Instant> lastSuccess, Optional<Duration> latency, Optional<Failure> lastFailure) {

  /** Nobody asked. */
  public static final FetchHistory NONE =
      new FetchHistory(Optional.empty(), Optional.empty(), Optional.empty());

  public FetchHistory {
    Objects.requireNonNull(lastSuccess, "lastSuccess");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(lastFailure, "lastFailure");
  }

  /** The same after a good answer. */
  public FetchHistory succeeded(Instant at, Duration took) {
    return new FetchHistory(Optional.of(at), Optional.of(took), lastFailure);
  }

  /**
   * The same after a failure.
   *
   * @param reason for the operator, without secrets
   */
  public FetchHistory failed(Instant at, String reason) {
    return new FetchHistory(lastSuccess, latency, Optional.of(new Failure(at, reason)));
  }

  /** Whether the last question was answered well; empty when nobody asked. */
  public Optional<Boolean> isWell() {
    if (lastFailure.isEmpty()) {
      return lastSuccess.map(at -> true);
    }
    return Optional.of(lastSuccess.filter(it -> !it.isBefore(lastFailure.get().at())).isPresent());
  }

  /** Both as one: well when both are. */
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

  /** A question that was not answered well. */
  public record Failure(Instant at, String reason) {

    public Failure {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
