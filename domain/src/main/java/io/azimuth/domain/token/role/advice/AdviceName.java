package io.azimuth.domain.token.role.advice;

import java.util.Locale;

/**
 * What a linter of roles can find, or advice on an auth method as a whole. An auth method has enums
 * of its own, beside {@link TokenAdviceCode}, which every method shares.
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

  /** Whether it is about roles. If not, it is about the auth method as a whole. */
  default boolean isOnRoles() {
    return true;
  }
}
