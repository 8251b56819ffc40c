package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.IdentityBindings;
import io.azimuth.domain.text.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The checks of a token and its principal that do not depend on the lists of a role. */
final class PrincipalChecks {

  private PrincipalChecks() {}

  static void run(Bindings bindings, AzureClaims claims, Instant now, CheckLog log) {
    checkPrincipal(claims, log);
    checkAppOnly(bindings.identity(), claims, log);
    checkAge(bindings.maxTokenAge(), claims, now, log);
    checkRole(bindings, log);
  }

  private static void checkPrincipal(AzureClaims claims, CheckLog log) {
    Optional<PrincipalId> oid = claims.oid();
    if (oid.isPresent()) {
      log.passed(CheckName.PRINCIPAL, "", oid.get().value());
    } else {
      log.failed(
          CheckName.PRINCIPAL, DenialReason.CLAIM_MISSING, "claim oid, a GUID", claims.oidText());
    }
  }

  private static void checkAppOnly(IdentityBindings bindings, AzureClaims claims, CheckLog log) {
    if (!claims.isUserToken()) {
      log.passed(CheckName.APP_ONLY, "app", "app");
    } else if (bindings.allowUserTokens()) {
      log.passed(CheckName.APP_ONLY, "app or user", "user");
    } else {
      log.failed(CheckName.APP_ONLY, DenialReason.USER_TOKEN, "app", "user");
    }
  }

  private static void checkAge(Duration max, AzureClaims claims, Instant now, CheckLog log) {
    if (max.isZero()) {
      log.skipped(CheckName.TOKEN_AGE, "the role sets no max_token_age");
      return;
    }
    Duration age = Duration.between(claims.issuedAt(), now);
    String expected = "at most " + GoDuration.format(max);
    String actual = GoDuration.format(Duration.ofSeconds(age.toSeconds()));
    if (age.compareTo(max) > 0) {
      log.failed(CheckName.TOKEN_AGE, DenialReason.TOKEN_TOO_OLD, expected, actual);
    } else {
      log.passed(CheckName.TOKEN_AGE, expected, actual);
    }
  }

  /**
   * Roles are specific when they are written; this check keeps a stored role that is not from
   * admitting every principal.
   */
  private static void checkRole(Bindings bindings, CheckLog log) {
    if (bindings.isSpecific()) {
      log.passed(CheckName.ROLE, "", "");
    } else {
      log.failed(CheckName.ROLE, DenialReason.ROLE_NOT_SPECIFIC, "", "");
    }
  }
}
