package io.azimuth.application.api;

import io.azimuth.domain.error.ErrorCategory;
import java.util.Objects;

/** Carries a {@link Refusal} out of the depth of parsing to the gateway. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** Carries the refusal. */
  public RefusedException(Refusal refusal) {
    super(refusal.category().name(), null, false, false);
    this.refusal = Objects.requireNonNull(refusal, "refusal");
  }

  /** A refusal with one sentence. */
  public RefusedException(ErrorCategory category, String sentence) {
    this(Refusal.of(category, sentence));
  }

  /** A refusal of something malformed. */
  public static RefusedException invalid(String sentence) {
    return new RefusedException(ErrorCategory.INVALID_REQUEST, sentence);
  }

  /** What to tell the caller. */
  public Refusal refusal() {
    return refusal;
  }
}
