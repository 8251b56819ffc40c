package io.azimuth.domain.azure.login.check;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.login.LoginCheck;
import java.util.List;
import java.util.Optional;

/** The result of a verifier as checks of a login. */
public final class TokenChecks {

  private static final List<CheckName> IN_ORDER =
      List.of(
          CheckName.TOKEN,
          CheckName.AUDIENCE,
          CheckName.VALIDITY,
          CheckName.CLAIMS,
          CheckName.BINDING);

  private TokenChecks() {}

  /**
   * The checks of a token that was accepted.
   *
   * @param binding the key to which it is bound
   * @param shown the certificate that the connection showed
   */
  public static List<LoginCheck> accepted(TokenBinding binding, Optional<CertificateDigest> shown) {
    return IN_ORDER.stream()
        .map(
            name ->
                name == CheckName.BINDING
                    ? LoginCheck.binding(name, binding, shown)
                    : LoginCheck.passed(name, "", ""))
        .toList();
  }

  /**
   * The denial for a verifier's rejection.
   *
   * @param expected what the verifier would have accepted; the caller reads it only when the issuer
   *     is proved
   * @param actual the value that was received
   */
  public static Denial denial(TokenRejection rejection, String expected, String actual) {
    return new Denial(DenialReason.of(rejection), checkOf(rejection), expected, actual);
  }

  /**
   * The checks of a token that was rejected. A verifier stops at the first error, so the other
   * checks are skipped, except that the issuer is reported as proved where it is.
   */
  public static List<LoginCheck> rejected(Denial denial) {
    return IN_ORDER.stream().map(name -> judged(name, denial)).toList();
  }

  private static LoginCheck judged(CheckName name, Denial denial) {
    if (name == denial.check()) {
      return denial.failedCheck();
    }
    return name == CheckName.TOKEN
        ? LoginCheck.passed(name, "", "")
        : LoginCheck.skipped(name, "another check of the token failed");
  }

  private static CheckName checkOf(TokenRejection rejection) {
    return switch (rejection) {
      case MALFORMED, ALGORITHM, KEY_UNKNOWN, ISSUER_MISMATCH, SIGNATURE, IDENTITY_MISMATCH ->
          CheckName.TOKEN;
      case AUDIENCE_MISMATCH -> CheckName.AUDIENCE;
      case EXPIRED, NOT_YET_VALID -> CheckName.VALIDITY;
      case CLAIM_MISSING -> CheckName.CLAIMS;
      case BINDING_NOT_UNDERSTOOD, BINDING_NOT_PROVED -> CheckName.BINDING;
    };
  }
}
