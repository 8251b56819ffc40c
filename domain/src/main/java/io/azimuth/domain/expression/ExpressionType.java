package io.azimuth.domain.expression;

/** The type of a member that an expression may read. */
public enum ExpressionType {
  /** A text. */
  TEXT,
  /** A list of texts. */
  TEXTS,
  /** Texts by name. */
  PAIRS,
  /** A moment. */
  MOMENT
}
