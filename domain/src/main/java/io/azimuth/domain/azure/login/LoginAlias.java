package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.AliasSource;
import java.util.Objects;
import java.util.Optional;

/**
 * The alias of a login. Its metadata holds only facts that every login of the same alias shares,
 * because templated policies of all tokens of its entity read it.
 *
 * @param name the name of the alias within the mount
 * @param subject the resource in its metadata
 * @param appId the application in its metadata
 */
record LoginAlias(String name, Optional<ResourceId> subject, Optional<AppId> appId) {

  LoginAlias {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(appId, "appId");
  }

  /** The alias, or empty when this login does not prove what the alias is named after. */
  static Optional<LoginAlias> of(AliasSource source, AzureClaims claims, AliasSubjects subjects) {
    // The application of a user's token is not that user's own, and an alias named after it would
    // give all its users one entity.
    Optional<AppId> appId = claims.appId().filter(id -> !claims.isUserToken());
    return switch (source) {
      case OID -> claims.oid().map(id -> new LoginAlias(id.value(), subjects.own(), appId));
      case APP_ID ->
          appId.map(id -> new LoginAlias("app:" + id.value(), subjects.own(), Optional.of(id)));
      case RESOURCE_ID -> after("resource:", subjects.resource());
      case SCALE_SET -> after("scale-set:", subjects.scaleSet());
    };
  }

  /** The alias, with the check recorded. */
  static Optional<LoginAlias> check(
      AliasSource source, AzureClaims claims, AliasSubjects subjects, CheckLog log) {
    Optional<LoginAlias> alias = of(source, claims, subjects);
    if (alias.isPresent()) {
      log.passed(CheckName.ALIAS, source.wireName(), alias.get().name());
    } else if (source == AliasSource.OID) {
      log.skipped(CheckName.ALIAS, "the token names no principal");
    } else {
      log.failed(CheckName.ALIAS, DenialReason.ALIAS_SOURCE_UNPROVED, source.wireName(), "");
    }
    return alias;
  }

  /** Several principals may share a resource, so the alias of a resource holds no application. */
  private static Optional<LoginAlias> after(String kind, Optional<ResourceId> subject) {
    return subject.map(id -> new LoginAlias(kind + id.canonical(), subject, Optional.empty()));
  }
}
