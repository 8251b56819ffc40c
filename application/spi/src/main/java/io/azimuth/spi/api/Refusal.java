package io.azimuth.spi.api;

import io.azimuth.domain.error.ErrorCategory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a request was not carried out, for its caller.
 *
 * @param category decides the status
 * @param errors sentences for the caller; may be empty where Vault's API returns none
 * @param data details for programs
 * @param retryAfter the delay after which another attempt may succeed
 */
public record Refusal(
    ErrorCategory category,
    List<String> errors,
    Optional<Value.Obj> data,
    Optional<Duration> retryAfter) {

  public Refusal {
    Objects.requireNonNull(category, "category");
    errors = List.copyOf(errors);
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(retryAfter, "retryAfter");
  }

  /** A refusal with these sentences. */
  public static Refusal of(ErrorCategory category, String... errors) {
    return new Refusal(category, List.of(errors), Optional.empty(), Optional.empty());
  }

  /** This refusal with details for programs. */
  public Refusal with(Value.Obj moreData) {
    return new Refusal(category, errors, Optional.of(moreData), retryAfter);
  }

  /** This refusal with a delay after which another attempt may succeed. */
  public Refusal retryAfter(Duration delay) {
    return new Refusal(category, errors, data, Optional.of(delay));
  }
}
