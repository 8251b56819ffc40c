package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.Check;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.CheckOutcome;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Match;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A login that would be refused only because its token does not list the groups: the principal has
 * more groups than a token can list, or the token is for a service of Microsoft. Immutable, so it
 * may be resumed more than once: with cached groups, then with fresh ones.
 */
public final class PendingGroups {

  private static final Set<CheckName> BY_GROUP = Set.of(CheckName.BOUND_GROUP);
  private static final Set<CheckName> BY_EITHER =
      Set.of(CheckName.BOUND_GROUP, CheckName.BOUND_PRINCIPAL);

  private final AzureRole role;
  private final AzureClaims claims;
  private final LoginRequest request;
  private final AudienceKind audience;
  private final Instant now;
  private final LoginStep.Refused refusal;

  private PendingGroups(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      Instant now,
      LoginStep.Refused refusal) {
    this.role = role;
    this.claims = claims;
    this.request = request;
    this.audience = audience;
    this.now = now;
    this.refusal = refusal;
  }

  /** The login, if groups would change the outcome of that step. */
  static Optional<PendingGroups> of(
      LoginStep step,
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      Instant now) {
    return step instanceof LoginStep.Refused refused
            && claims.groups().isEmpty()
            && areGroupsMissing(refused, role.bindings().identity().match())
        ? Optional.of(new PendingGroups(role, claims, request, audience, now, refused))
        : Optional.empty();
  }

  /** The principal whose groups are needed. */
  public PrincipalId principal() {
    return claims.oid().orElseThrow();
  }

  /** Whether the principal is a user and not an application. */
  public boolean isUser() {
    return claims.isUserToken();
  }

  /** How the login ends when the groups cannot be read. */
  public LoginStep.Refused refusal() {
    return refusal;
  }

  /** All checks of the login, for an explanation when Azure gave no answer. */
  public List<Check> checksWithoutAnswer(String why) {
    return refusal.checks().stream()
        .map(
            check ->
                check.outcome() == CheckOutcome.FAILED
                    ? Check.skipped(check.name(), check.expected(), check.actual(), why)
                    : check)
        .toList();
  }

  /** The principal only, because claims may be personal data. */
  @Override
  public String toString() {
    return principal().value();
  }

  LoginStep resume(Set<GroupId> groups) {
    return LoginPolicy.start(role, claims.withDirectoryGroups(groups), request, audience, now);
  }

  // Where either principals or groups suffice, both checks failed.
  private static boolean areGroupsMissing(LoginStep.Refused refused, Match match) {
    Set<CheckName> failed =
        refused.denials().stream().map(Denial::check).collect(Collectors.toSet());
    return failed.equals(BY_GROUP) || (match == Match.ANY && failed.equals(BY_EITHER));
  }
}
