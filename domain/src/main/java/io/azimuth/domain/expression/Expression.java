package io.azimuth.domain.expression;

import java.util.Set;

/**
 * A condition that was read and checked. It has no state and no effect: the result follows from the
 * values alone. Safe for use by many threads.
 */
public interface Expression {

  /** The condition as written. */
  String text();

  /** The members that it mentions. */
  Set<ExpressionMember> members();

  /**
   * Whether it is known without any value to be true wherever it can be evaluated, so that it
   * refuses no login because of a value. What is not known to be so may still be.
   */
  default boolean holdsAlways() {
    return false;
  }

  /**
   * Evaluates it, within a bounded number of steps. Reading a member that has no value makes it
   * unusable, where the result depends on it. Throws nothing.
   */
  ExpressionResult evaluate(ExpressionValues values);
}
