package io.azimuth.spi.login;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.CertificateBinding;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.route.TokenGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A login that an auth method has decided, and nothing has been done about yet. A login and its dry
 * run make the same one.
 *
 * @param principal whose login it is, recorded in clear by the audit log: never a secret; empty
 *     while that is not proved
 * @param role the role of the login; empty when the login ended before the role counted, so that a
 *     stranger learns nothing about it
 * @param checks every check, in their order
 * @param grant the token that the login gives; empty when a check failed, or when another system
 *     that the login needs did not answer
 * @param details what the login has beside its checks
 */
public record DecidedLogin(
    Optional<String> principal,
    Optional<RoleName> role,
    List<LoginCheck> checks,
    Optional<TokenGrant> grant,
    LoginDetails details) {

  public DecidedLogin {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(role, "role");
    checks = List.copyOf(checks);
    Objects.requireNonNull(details, "details");
    boolean failed = checks.stream().anyMatch(LoginCheck::isFailed);
    boolean undecided = !failed && grant.isEmpty() && details.told().isPresent();
    if (!undecided && grant.isPresent() == failed) {
      throw new IllegalArgumentException("a login is granted when no check failed, and only then");
    }
  }

  /** A login that has nothing but its checks. */
  public DecidedLogin(
      Optional<String> principal,
      Optional<RoleName> role,
      List<LoginCheck> checks,
      Optional<TokenGrant> grant) {
    this(principal, role, checks, grant, LoginDetails.NONE);
  }

  /**
   * A login that is neither granted nor refused, because another system did not answer.
   *
   * @param told for the caller
   * @param checks every check; those that could not be made are skipped
   */
  public static DecidedLogin undecided(
      Optional<String> principal, List<LoginCheck> checks, Refusal told) {
    LoginDetails details = LoginDetails.NONE.telling(told);
    return new DecidedLogin(principal, Optional.empty(), checks, Optional.empty(), details);
  }

  /**
   * The same login over a connection that showed this certificate: refused when the role binds its
   * tokens to a certificate and there is none.
   */
  DecidedLogin over(Optional<CertificateDigest> shown) {
    CertificateBinding binding =
        grant.map(it -> it.settings().binding()).orElse(CertificateBinding.OFF);
    if (binding == CertificateBinding.OFF) {
      return this;
    }
    LoginCheck check = LoginCheck.bindToken(binding, shown);
    List<LoginCheck> all = new ArrayList<>(checks);
    all.add(check);
    return new DecidedLogin(principal, role, all, grant.filter(it -> !check.isFailed()), details);
  }

  /** The same login with these details. */
  public DecidedLogin with(LoginDetails other) {
    return new DecidedLogin(principal, role, checks, grant, other);
  }

  /** The same login, of which the caller reads this when it is refused. */
  public DecidedLogin told(Refusal refusal) {
    return with(details.telling(refusal));
  }

  /** The same login, for which the caller sent this as the name of the role. */
  public DecidedLogin asking(String sentRole) {
    return with(details.asking(sentRole));
  }

  /** The reasons of the refusal, each once; none when the login is granted. */
  public List<LoginDenial> reasons() {
    return decision().reasons();
  }

  /** Whether another system that the login needs did not answer. */
  public boolean isUndecided() {
    return grant.isEmpty() && reasons().isEmpty();
  }

  /**
   * Whether it is proved whose login it is: it is granted, or each of its reasons is disclosed as
   * it is.
   */
  public boolean isProved() {
    return decision().isProved();
  }

  /** The role as it was sent, where that is known; external text. */
  Optional<String> askedRole() {
    return details.askedRole().or(() -> role.map(RoleName::value));
  }

  /** The same for operators, escaped and cut; may be empty. */
  String shownRole() {
    return askedRole().map(Quoted::escape).orElse("");
  }

  private LoginDecision<TokenGrant> decision() {
    return new LoginDecision<>(checks, grant);
  }
}
