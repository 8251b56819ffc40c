package io.azimuth.domain.token.role.advice;

/**
 * What a linter can find. An auth method has an enum of its own, beside {@link TokenAdviceCode},
 * which every method shares.
 */
public interface AdviceName {

  /** The stable code, which is documented and never renamed: lower case and underscores. */
  String code();

  /** How much it matters. */
  AdviceSeverity severity();

  /** Whether the answer to the write of a role warns of it, too. */
  default boolean isToldAtWrite() {
    return false;
  }
}
