package io.azimuth.spi.api;

import io.azimuth.domain.error.ErrorCategory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a request was not carried out, in words for its caller.
 *
 * @param category decides the status
 * @param errors our own sentences; may be empty where the API answers with none
 * @param data more about it, for programs
 * @param retryAfter when trying again may help
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

  /** The same with data for programs. */
  public Refusal with(Value.Obj moreData) {
    return new Refusal(category, errors, Optional.of(moreData), retryAfter);
  }

  /** The same with a time after which to try again. */
  public Refusal retryAfter(Duration delay) {
    return new Refusal(category, errors, data, Optional.of(delay));
  }
}
