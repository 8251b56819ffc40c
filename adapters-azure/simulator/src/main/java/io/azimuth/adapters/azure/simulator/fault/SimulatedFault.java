package io.azimuth.adapters.azure.simulator.fault;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A disturbance of one endpoint; it replaces the earlier fault of that endpoint.
 *
 * @param endpoint what is disturbed
 * @param latency the delay of {@link FaultMode#LATENCY}, at most a minute
 * @param status the status of {@link FaultMode#STATUS} and {@link FaultMode#STATUS_AFTER}, 400 to
 *     599
 * @param retryAfter the seconds of a {@code Retry-After} header, for outage and status
 * @param count after how many requests it ends by itself; 0 = never
 * @param after how many requests pass before it begins
 */
public record SimulatedFault(
    SimulatorEndpoint endpoint,
    FaultMode mode,
    Duration latency,
    int status,
    OptionalInt retryAfter,
    int count,
    int after) {

  private static final Duration MAX_LATENCY = Duration.ofMinutes(1);

  public SimulatedFault {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(retryAfter, "retryAfter");
    require(!latency.isNegative() && latency.compareTo(MAX_LATENCY) <= 0, "latency is 0 to 60 s");
    require(status >= 400 && status <= 599, "status is 400 to 599");
    require(retryAfter.orElse(0) >= 0, "retry_after is not negative");
    require(count >= 0, "count is not negative");
    require(after >= 0, "after is not negative");
  }

  /** A fault without parameters, until it is ended. */
  public static SimulatedFault of(SimulatorEndpoint endpoint, FaultMode mode) {
    return new SimulatedFault(endpoint, mode, Duration.ZERO, 503, OptionalInt.empty(), 0, 0);
  }

  /** Late answers. */
  public static SimulatedFault latency(SimulatorEndpoint endpoint, Duration latency) {
    return new SimulatedFault(endpoint, FaultMode.LATENCY, latency, 503, OptionalInt.empty(), 0, 0);
  }

  public static SimulatedFault status(SimulatorEndpoint endpoint, int status) {
    return new SimulatedFault(
        endpoint, FaultMode.STATUS, Duration.ZERO, status, OptionalInt.empty(), 0, 0);
  }

  /** The same with a {@code Retry-After} of so many seconds. */
  public SimulatedFault retryAfter(int seconds) {
    return new SimulatedFault(
        endpoint, mode, latency, status, OptionalInt.of(seconds), count, after);
  }

  /** The same for so many requests. */
  public SimulatedFault times(int requests) {
    return new SimulatedFault(endpoint, mode, latency, status, retryAfter, requests, after);
  }

  /** The same after that many requests have passed. */
  public SimulatedFault after(int requests) {
    return new SimulatedFault(endpoint, mode, latency, status, retryAfter, count, requests);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
