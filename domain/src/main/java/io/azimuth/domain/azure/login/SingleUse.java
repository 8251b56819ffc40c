package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.secret.SecretText;

/**
 * The last check of a login: no login used its token before, where the role takes each token once.
 * It is made when every other check passed, so that a login that is refused for another reason does
 * not use its token up. Pure.
 */
public final class SingleUse {

  private static final String EXPECTED = "a token that no login used";

  private SingleUse() {}

  /**
   * What is the same for every text of one token and for no other token that the mount accepts: its
   * id, within its tenant, or else the part that is signed. A secret, because the part that is
   * signed is most of the token.
   */
  public static SecretText identity(AzureClaims claims, UnverifiedToken token) {
    return claims
        .tokenId()
        .map(id -> claims.additionalTenant().map(it -> it.value() + "/" + id).orElse(id))
        .map(SecretText::of)
        .orElseGet(() -> SecretText.of("token:" + token.signedPart().expose()));
  }

  /** The check as passed. */
  public static LoginCheck passed() {
    return LoginCheck.passed(CheckName.SINGLE_USE, EXPECTED, "not used");
  }

  /** The check as not made, with the reason. */
  public static LoginCheck skipped(String why) {
    return LoginCheck.skipped(CheckName.SINGLE_USE, why);
  }

  /** Why a token with this use does not log in again. The caller does not learn of that use. */
  public static Denial denial(TokenUse earlier) {
    return new Denial(
        DenialReason.TOKEN_REPLAYED,
        CheckName.SINGLE_USE,
        EXPECTED,
        "used at %s for role %s by request %s"
            .formatted(earlier.time(), earlier.role(), earlier.requestId()),
        "");
  }
}
