package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.IdentityBindings;
import io.azimuth.domain.azure.role.Match;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks whether the role binds this principal, its groups and its application. */
final class IdentityBindingChecks {

  private IdentityBindingChecks() {}

  static void run(IdentityBindings bindings, AzureClaims claims, CheckLog log) {
    Binding principal = principal(bindings.boundPrincipals(), claims);
    Binding group = group(bindings.boundGroups(), claims);
    boolean any = bindings.match() == Match.ANY;
    principal.report(log, any && group.holds());
    group.report(log, any && principal.holds());
    checkAppId(bindings, claims, log);
  }

  private static Binding principal(BoundList bound, AzureClaims claims) {
    String oid = claims.oid().map(PrincipalId::value).orElse("");
    return new Binding(
        CheckName.BOUND_PRINCIPAL,
        bound,
        bound.contains(oid),
        oid,
        DenialReason.PRINCIPAL_NOT_BOUND);
  }

  private static Binding group(BoundList bound, AzureClaims claims) {
    List<String> groups = claims.groups().stream().map(GroupId::value).toList();
    boolean overage = claims.groupsOverage();
    return new Binding(
        CheckName.BOUND_GROUP,
        bound,
        groups.stream().anyMatch(bound::contains),
        claims.hasDirectoryGroups()
            ? describeDirectoryGroups(groups, bound)
            : String.join(", ", groups),
        overage ? DenialReason.GROUPS_OVERAGE : DenialReason.GROUP_NOT_BOUND);
  }

  /**
   * Shows a few groups only: there may be thousands, and the caller must not read those that the
   * role binds.
   */
  private static String describeDirectoryGroups(List<String> groups, BoundList bound) {
    String these = groups.stream().filter(bound::contains).collect(Collectors.joining(", "));
    String all = groups.size() + " groups that Microsoft Graph tells";
    return these.isEmpty() ? "none of " + all : these + " of " + all;
  }

  private static void checkAppId(IdentityBindings bindings, AzureClaims claims, CheckLog log) {
    BoundList bound = bindings.boundAppIds();
    Optional<AppId> appId = claims.appId();
    String actual = appId.map(AppId::value).orElse("");
    if (bound.isEmpty()) {
      log.skipped(CheckName.BOUND_APP_ID, "", actual, "the role binds no app ids");
    } else if (claims.isUserToken() && !bindings.allowUserTokens()) {
      log.skipped(CheckName.BOUND_APP_ID, bound.toString(), actual, "the token belongs to a user");
    } else if (claims.isUserToken()) {
      // Every user of the tenant can hold a token with the app id of a public client.
      log.failed(CheckName.BOUND_APP_ID, DenialReason.USER_TOKEN, "app", "user");
    } else if (bound.contains(actual)) {
      log.passed(CheckName.BOUND_APP_ID, bound.toString(), actual);
    } else {
      log.failed(CheckName.BOUND_APP_ID, DenialReason.APP_ID_NOT_BOUND, bound.toString(), actual);
    }
  }

  /** A list that the role binds, and whether the token matches it. */
  private record Binding(
      CheckName check, BoundList bound, boolean contained, String actual, DenialReason reason) {

    /** Whether the list is set and matched. */
    boolean holds() {
      return bound.isNamed() && contained;
    }

    void report(CheckLog log, boolean otherSuffices) {
      if (bound.isEmpty()) {
        log.skipped(check, "", actual, "the role does not bind this");
      } else if (bound.isAny() || contained) {
        log.passed(check, bound.toString(), actual);
      } else if (otherSuffices) {
        log.skipped(check, bound.toString(), actual, "match is \"any\" and the other one holds");
      } else {
        log.failed(check, reason, bound.toString(), actual);
      }
    }
  }
}
