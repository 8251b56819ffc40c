package io.azimuth.spi.api;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.Checked;
import java.util.Objects;
import java.util.Optional;

/** Carries a {@link Refusal} out of the depth of parsing to the gateway. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;
  private final transient Optional<Value.Obj> explanation;

  /** Carries the refusal. */
  public RefusedException(Refusal refusal) {
    this(refusal, Optional.empty());
  }

  /**
   * Carries the refusal.
   *
   * @param explanation what the audit log says in place of the refusal's data, and no caller reads
   */
  public RefusedException(Refusal refusal, Value.Obj explanation) {
    this(refusal, Optional.of(explanation));
  }

  private RefusedException(Refusal refusal, Optional<Value.Obj> explanation) {
    super(refusal.category().name(), null, false, false);
    this.refusal = Objects.requireNonNull(refusal, "refusal");
    this.explanation = explanation;
  }

  /** A refusal with one sentence. */
  public RefusedException(ErrorCategory category, String sentence) {
    this(Refusal.of(category, sentence));
  }

  /** A refusal of something malformed. */
  public static RefusedException invalid(String sentence) {
    return new RefusedException(ErrorCategory.INVALID_REQUEST, sentence);
  }

  /** The value, or a refusal that says all that is wrong with the text it was to be read from. */
  public static <T> T orRefuse(Checked<T> checked) {
    return checked
        .value()
        .orElseThrow(
            () ->
                new RefusedException(
                    new Refusal(
                        ErrorCategory.INVALID_REQUEST,
                        checked.problems(),
                        Optional.empty(),
                        Optional.empty())));
  }

  /** What the operator may know besides. */
  public Optional<Value.Obj> explanation() {
    return explanation;
  }

  /** What to tell the caller. */
  public Refusal refusal() {
    return refusal;
  }
}
