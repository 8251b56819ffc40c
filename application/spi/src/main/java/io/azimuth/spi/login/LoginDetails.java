package io.azimuth.spi.login;

import io.azimuth.spi.api.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a login has beside its checks. Each part may be missing.
 *
 * @param askedRole the role as the caller sent it: external text, for the operator alone
 * @param resource what the login is about, where the method knows it: external text
 * @param told the refusal as the caller reads it; empty: one that is made of the reasons
 * @param warnings what the caller of a login that is granted should know
 * @param why why a login is undecided, for the operator alone: external text, without secrets
 */
public record LoginDetails(
    Optional<String> askedRole,
    Optional<String> resource,
    Optional<Refusal> told,
    List<String> warnings,
    Optional<String> why) {

  /** Nothing beside the checks. */
  public static final LoginDetails NONE =
      new LoginDetails(
          Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

  public LoginDetails {
    Objects.requireNonNull(askedRole, "askedRole");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(told, "told");
    warnings = List.copyOf(warnings);
    Objects.requireNonNull(why, "why");
  }

  /** These details of a login that is decided. */
  public LoginDetails(
      Optional<String> askedRole,
      Optional<String> resource,
      Optional<Refusal> told,
      List<String> warnings) {
    this(askedRole, resource, told, warnings, Optional.empty());
  }

  LoginDetails asking(String sentRole) {
    return new LoginDetails(Optional.of(sentRole), resource, told, warnings, why);
  }

  LoginDetails telling(Refusal refusal) {
    return new LoginDetails(askedRole, resource, Optional.of(refusal), warnings, why);
  }
}
