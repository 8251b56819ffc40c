package io.azimuth.domain.token.role.advice;

import java.util.Locale;

/**
 * What a linter can find. An auth method has an enum of its own, beside {@link TokenAdviceCode},
 * which every method shares.
 */
public interface AdviceName {

  /** The name of the constant of the enum, in upper case. */
  String name();

  /**
   * The stable code, which is documented and never renamed: the name in lower case, with
   * underscores.
   */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How much it matters. */
  AdviceSeverity severity();

  /** Whether the answer to the write of a role warns of it, too. */
  default boolean isToldAtWrite() {
    return false;
  }
}
