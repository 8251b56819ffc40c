package io.azimuth.domain.login;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.CertificateBinding;
import io.azimuth.domain.token.role.TokenSettings;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * One check of a login, for the operator only: it contains values that the role binds.
 *
 * @param name the name of the check
 * @param result whether it passed, failed, or was not made
 * @param expected what would have passed; empty when there is no particular value
 * @param actual the value that was received, never a secret; external text, which a log must escape
 * @param denial why it failed; empty otherwise
 * @param hint what to change or to know; may be empty
 */
public record LoginCheck(
    LoginCheckName name,
    CheckOutcome result,
    String expected,
    String actual,
    Optional<LoginDenial> denial,
    String hint) {

  public LoginCheck {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    Objects.requireNonNull(hint, "hint");
    if (denial.isPresent() != (result == CheckOutcome.FAILED)) {
      throw new IllegalArgumentException("a check has a reason when it failed, and only then");
    }
  }

  /**
   * A check.
   *
   * @param passed whether it passed; empty when it was not made or does not apply
   */
  public LoginCheck(
      LoginCheckName name,
      Optional<Boolean> passed,
      String expected,
      String actual,
      Optional<LoginDenial> denial,
      String hint) {
    this(
        name,
        passed
            .map(it -> it ? CheckOutcome.PASSED : CheckOutcome.FAILED)
            .orElse(CheckOutcome.SKIPPED),
        expected,
        actual,
        denial,
        hint);
  }

  /** A check that passed. */
  public static LoginCheck passed(LoginCheckName name, String expected, String actual) {
    return new LoginCheck(name, CheckOutcome.PASSED, expected, actual, Optional.empty(), "");
  }

  /** A check that was not made or does not apply, with the reason. */
  public static LoginCheck skipped(LoginCheckName name, String why) {
    return skipped(name, "", "", why);
  }

  /** A check whose result does not count, with the reason. */
  public static LoginCheck skipped(
      LoginCheckName name, String expected, String actual, String why) {
    return new LoginCheck(name, CheckOutcome.SKIPPED, expected, actual, Optional.empty(), why);
  }

  /** A check that failed. */
  public static LoginCheck failed(
      LoginCheckName name, LoginDenial denial, String expected, String actual) {
    return new LoginCheck(
        name, CheckOutcome.FAILED, expected, actual, Optional.of(denial), denial.hint());
  }

  /**
   * The failed check of a login under a role that does not exist. To be made once it is proved
   * whose login it is: a stranger learns nothing of roles.
   *
   * @param sent the name of the role as it was sent
   */
  public static LoginCheck roleUnknown(String sent) {
    return failed(RoleCheckName.ROLE, RoleDenial.ROLE_UNKNOWN, "a role of this mount", sent);
  }

  /**
   * The check that the role of a login admits the address of the caller: its tokens can be used
   * from nowhere else.
   *
   * @param name of the check; {@link RoleCheckName#ADDRESS}, unless the method has its own
   */
  public static LoginCheck address(LoginCheckName name, AuthRole role, InetAddress address) {
    TokenSettings settings = role.tokenSettings();
    String from = address.getHostAddress();
    return settings.admits(Optional.of(address))
        ? passed(name, "", from)
        : failed(name, RoleDenial.ADDRESS_NOT_BOUND, settings.boundCidrs().toString(), from);
  }

  /**
   * The check that a token which is bound to a key comes with the proof of that key. To be made
   * once it is proved who signed the token.
   *
   * @param name of the check in the method
   * @param shown the certificate that the connection of the login showed
   */
  public static LoginCheck binding(
      LoginCheckName name, TokenBinding binding, Optional<CertificateDigest> shown) {
    if (binding.isBearer()) {
      return skipped(name, "the token is bound to no key");
    }
    Optional<TokenRejection> problem = binding.problem(shown);
    if (problem.equals(Optional.of(TokenRejection.BINDING_NOT_UNDERSTOOD))) {
      return failed(
          name, BindingDenial.BINDING_NOT_UNDERSTOOD, "cnf with x5t#S256 alone", binding.members());
    }
    String expected = binding.certificate().map(CertificateDigest::text).orElse("");
    String actual = shown.map(CertificateDigest::text).orElse("no certificate");
    return problem.isEmpty()
        ? passed(name, expected, actual)
        : failed(name, BindingDenial.BINDING_NOT_PROVED, expected, actual);
  }

  /**
   * The check that the token of a login is bound to a key, where the role asks for that. Whether it
   * comes with the key is another {@linkplain #binding check}.
   *
   * @param name of the check in the method
   * @param required whether the role asks for it
   */
  public static LoginCheck boundToken(LoginCheckName name, boolean required, TokenBinding binding) {
    if (!required) {
      return skipped(name, "the role does not set require_bound_token");
    }
    return binding.isBearer()
        ? failed(name, BindingDenial.TOKEN_NOT_BOUND, "a token with cnf", "a bearer token")
        : passed(name, "a token with cnf", binding.members());
  }

  /**
   * The check that a login has the certificate to which its role binds tokens. It is made after
   * those of the auth method, for every one alike.
   *
   * @param shown the certificate that the connection showed
   */
  public static LoginCheck bindToken(
      CertificateBinding binding, Optional<CertificateDigest> shown) {
    LoginCheckName name = BindingCheckName.BIND_TOKEN;
    String expected = "a certificate";
    if (binding == CertificateBinding.OFF) {
      return skipped(name, "the role does not set bind_token");
    }
    if (shown.isPresent()) {
      return passed(name, expected, shown.get().text());
    }
    return binding.lacks(shown)
        ? failed(name, BindingDenial.CERTIFICATE_MISSING, expected, "no certificate")
        : skipped(name, "the connection showed no certificate");
  }

  /** Whether it passed; empty when it was not made or does not apply. */
  public Optional<Boolean> passed() {
    return result == CheckOutcome.SKIPPED
        ? Optional.empty()
        : Optional.of(result == CheckOutcome.PASSED);
  }

  /** Whether it failed. */
  public boolean isFailed() {
    return result == CheckOutcome.FAILED;
  }

  /** The code of the result: {@code passed}, {@code failed} or {@code skipped}. */
  public String outcome() {
    return result.code();
  }
}
