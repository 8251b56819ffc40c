package io.azimuth.adapters.azure.simulator.arm;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A disturbance of one resource's answers; it replaces the earlier fault of that resource.
 *
 * @param resource the resource: its name in the fleet, a path below Resource Manager, or {@code *}
 *     for all that have no fault of their own
 * @param latency the delay of {@link ResourceFaultMode#LATENCY}, at most a minute
 * @param status the status, 200 to 599, of the modes that take one
 * @param retryAfter the seconds of a {@code Retry-After} header
 * @param detail the error's code, the address of a redirect or next link, the other id, or the
 *     challenge's claims
 * @param count after how many requests it ends by itself; 0 = never
 */
public record ResourceFault(
    String resource,
    ResourceFaultMode mode,
    Duration latency,
    int status,
    OptionalInt retryAfter,
    Optional<String> detail,
    int count) {

  private static final Duration MAX_LATENCY = Duration.ofMinutes(1);

  public ResourceFault {
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(retryAfter, "retryAfter");
    Objects.requireNonNull(detail, "detail");
    require(!latency.isNegative() && latency.compareTo(MAX_LATENCY) <= 0, "latency is 0 to 60 s");
    require(status >= 200 && status <= 599, "status is 200 to 599");
    require(retryAfter.orElse(0) >= 0, "retry_after is not negative");
    require(count >= 0, "count is not negative");
    // Headers are made of it.
    require(detail.filter(it -> it.matches("(?s).*[\\r\\n\"].*")).isEmpty(), "detail is one line");
  }

  /** A fault without parameters, until it is ended; statuses are 503, those of bodies 200. */
  public static ResourceFault of(String resource, ResourceFaultMode mode) {
    boolean body = mode == ResourceFaultMode.HTML || mode == ResourceFaultMode.EMPTY_BODY;
    return new ResourceFault(
        resource, mode, Duration.ZERO, body ? 200 : 503, OptionalInt.empty(), Optional.empty(), 0);
  }

  public static ResourceFault status(String resource, int status) {
    return of(resource, ResourceFaultMode.STATUS).withStatus(status);
  }

  /** Late answers. */
  public static ResourceFault latency(String resource, Duration latency) {
    return new ResourceFault(
        resource,
        ResourceFaultMode.LATENCY,
        latency,
        503,
        OptionalInt.empty(),
        Optional.empty(),
        0);
  }

  public ResourceFault withStatus(int other) {
    return new ResourceFault(resource, mode, latency, other, retryAfter, detail, count);
  }

  /** The same with a {@code Retry-After} of so many seconds. */
  public ResourceFault retryAfter(int seconds) {
    return new ResourceFault(
        resource, mode, latency, status, OptionalInt.of(seconds), detail, count);
  }

  /** The same with a code, an address, an id or claims. */
  public ResourceFault with(String text) {
    return new ResourceFault(resource, mode, latency, status, retryAfter, Optional.of(text), count);
  }

  /** The same for so many requests. */
  public ResourceFault times(int requests) {
    return new ResourceFault(resource, mode, latency, status, retryAfter, detail, requests);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
