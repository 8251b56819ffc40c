package io.azimuth.domain.azure;

import io.azimuth.domain.token.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides a login from a role and proved claims (spec 8.3). A pure function: the login and its
 * explanation run the same one. It makes every check it can, so that a refusal names all reasons.
 */
public final class LoginPolicy {

  private LoginPolicy() {}

  /** The first step of a login; the token has been verified, the address admitted. */
  public static LoginStep start(
      AzureRole role, AzureClaims claims, LoginRequest request, Instant now) {
    CheckLog log = new CheckLog();
    checkPrincipal(claims, log);
    checkAppOnly(role.bindings().identity(), claims, log);
    checkAge(role.bindings().maxTokenAge(), claims, now, log);
    checkRole(role.bindings(), log);
    IdentityChecks.run(role.bindings().identity(), claims, log);
    checkResource(role.bindings().resource(), log);
    ProvedNames names = ProvedNames.judge(request, claims.resourceClaims(), log);
    Optional<String> alias = alias(role.bindings().aliasSource(), claims, log);
    if (!log.denials().isEmpty()) {
      return new LoginStep.Refused(log.denials(), log.checks());
    }
    return new LoginStep.Granted(grant(role, claims, names, alias.orElseThrow()), log.checks());
  }

  /** All checks of {@link #start} as skipped, for a login that did not get that far. */
  public static List<Check> skipped(String why) {
    return Stream.of(CheckName.values())
        .filter(name -> name.compareTo(CheckName.PRINCIPAL) >= 0)
        .map(name -> Check.skipped(name, why))
        .toList();
  }

  /** Why a principal that has logged in may not renew its token under the role as it is now. */
  public static Optional<Denial> renewalDenial(AzureRole role, PrincipalId principal) {
    Bindings bindings = role.bindings();
    return bindings.stillAdmits(principal)
        ? Optional.empty()
        : Optional.of(
            new Denial(
                DenialReason.PRINCIPAL_NOT_BOUND,
                CheckName.BOUND_PRINCIPAL,
                bindings.identity().boundPrincipals().toString(),
                principal.value()));
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

  /** Written roles are specific; this keeps a role that is not from admitting everybody. */
  private static void checkRole(Bindings bindings, CheckLog log) {
    if (bindings.isSpecific()) {
      log.passed(CheckName.ROLE, "", "");
    } else {
      log.failed(CheckName.ROLE, DenialReason.ROLE_NOT_SPECIFIC, "", "");
    }
  }

  /** Until resources can be proved, a role that binds one admits nobody. */
  private static void checkResource(ResourceBindings bindings, CheckLog log) {
    if (bindings.isBound()) {
      log.failed(CheckName.RESOURCE, DenialReason.RESOURCE_UNPROVED, "", "");
    } else {
      log.skipped(CheckName.RESOURCE, "the role binds no resource");
    }
  }

  /** An app id that users share would give all of them one entity, so it names no user's alias. */
  private static Optional<String> alias(AliasSource source, AzureClaims claims, CheckLog log) {
    Optional<String> alias =
        switch (source) {
          case OID -> claims.oid().map(PrincipalId::value);
          case APP_ID ->
              claims.appId().filter(id -> !claims.isUserToken()).map(id -> "app:" + id.value());
          case RESOURCE_ID, SCALE_SET -> Optional.empty();
        };
    if (alias.isPresent()) {
      log.passed(CheckName.ALIAS, source.word(), alias.get());
    } else if (source == AliasSource.OID) {
      log.skipped(CheckName.ALIAS, "the token names no principal");
    } else {
      log.failed(CheckName.ALIAS, DenialReason.ALIAS_SOURCE_UNPROVED, source.word(), "");
    }
    return alias;
  }

  private static LoginGrant grant(
      AzureRole role, AzureClaims claims, ProvedNames names, String alias) {
    PrincipalId principal = claims.oid().orElseThrow();
    return new LoginGrant(
        principal,
        alias,
        LoginMetadata.ofAlias(claims),
        LoginMetadata.ofToken(role.name(), claims, names),
        claims.groups().stream().map(GroupId::value).toList(),
        principal.value(),
        names.warnings());
  }
}
