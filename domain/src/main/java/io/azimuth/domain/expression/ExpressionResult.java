package io.azimuth.domain.expression;

import java.util.Objects;

/**
 * The result of an expression for a login.
 *
 * @param kind whether it holds
 * @param why why it cannot be evaluated; empty otherwise
 */
public record ExpressionResult(Kind kind, String why) {

  /** It holds. */
  public static final ExpressionResult TRUE = new ExpressionResult(Kind.TRUE, "");

  /** It does not hold. */
  public static final ExpressionResult FALSE = new ExpressionResult(Kind.FALSE, "");

  /** Whether an expression holds. */
  public enum Kind {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE,
    /** It cannot be evaluated, so nothing follows from it. */
    UNUSABLE
  }

  public ExpressionResult {
    Objects.requireNonNull(kind, "kind");
    if ((kind == Kind.UNUSABLE) == why.isEmpty()) {
      throw new IllegalArgumentException("an unusable expression has a reason, and no other has");
    }
  }

  /**
   * It cannot be evaluated.
   *
   * @param why for the operator
   */
  public static ExpressionResult unusable(String why) {
    return new ExpressionResult(Kind.UNUSABLE, why);
  }
}
