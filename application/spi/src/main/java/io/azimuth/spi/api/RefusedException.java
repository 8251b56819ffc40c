package io.azimuth.spi.api;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.Checked;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Carries a {@link Refusal} out of the depth of parsing to the gateway. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;
  private final transient Optional<Value.Obj> explanation;

  /** An exception with this refusal. */
  public RefusedException(Refusal refusal) {
    this(refusal, Optional.empty());
  }

  /**
   * An exception with this refusal.
   *
   * @param explanation what the audit log records in place of the refusal's data; the caller does
   *     not read it
   */
  public RefusedException(Refusal refusal, Value.Obj explanation) {
    this(refusal, Optional.of(explanation));
  }

  private RefusedException(Refusal refusal, Optional<Value.Obj> explanation) {
    super(refusal.category().name(), null, false, false);
    this.refusal = Objects.requireNonNull(refusal, "refusal");
    this.explanation = explanation;
  }

  /** An exception with a refusal of one sentence. */
  public RefusedException(ErrorCategory category, String sentence) {
    this(Refusal.of(category, sentence));
  }

  /** A refusal of a malformed request. */
  public static RefusedException invalid(String sentence) {
    return new RefusedException(ErrorCategory.INVALID_REQUEST, sentence);
  }

  /** The value, or a refusal with everything that is wrong with the text. */
  public static <T> T orRefuse(Checked<T> checked) {
    return checked.value().orElseThrow(() -> invalid(checked.problems()));
  }

  /**
   * Refuses a request with which something is wrong.
   *
   * @param problems everything that is wrong; nothing happens when there is none
   */
  public static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw invalid(problems);
    }
  }

  private static RefusedException invalid(List<String> problems) {
    return new RefusedException(
        new Refusal(ErrorCategory.INVALID_REQUEST, problems, Optional.empty(), Optional.empty()));
  }

  /** Details for the audit log only. */
  public Optional<Value.Obj> explanation() {
    return explanation;
  }

  /** The refusal for the caller. */
  public Refusal refusal() {
    return refusal;
  }
}
