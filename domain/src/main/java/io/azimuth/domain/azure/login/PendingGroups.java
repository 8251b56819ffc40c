package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.role.Match;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
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

  private final LoginContext login;
  private final LoginStep.Refused refusal;

  private PendingGroups(LoginContext login, LoginStep.Refused refusal) {
    this.login = login;
    this.refusal = refusal;
  }

  /** The login, if groups would change the outcome of that step. */
  static Optional<PendingGroups> of(LoginStep step, LoginContext login) {
    return step instanceof LoginStep.Refused refused
            && login.claims().groups().isEmpty()
            && areGroupsMissing(refused, login.role().bindings().identity().match())
        ? Optional.of(new PendingGroups(login, refused))
        : Optional.empty();
  }

  /** The principal whose groups are needed. */
  public PrincipalId principal() {
    return login.claims().oid().orElseThrow();
  }

  /** Whether the principal is a user and not an application. */
  public boolean isUser() {
    return login.claims().isUserToken();
  }

  /** How the login ends when the groups cannot be read. */
  public LoginStep.Refused refusal() {
    return refusal;
  }

  /** All checks of the login, for an explanation when Azure gave no answer. */
  public List<LoginCheck> checksWithoutAnswer(String why) {
    return refusal.checks().stream()
        .map(
            check ->
                check.result() == CheckOutcome.FAILED
                    ? LoginCheck.skipped(check.name(), check.expected(), check.actual(), why)
                    : check)
        .toList();
  }

  /** The principal only, because claims may be personal data. */
  @Override
  public String toString() {
    return principal().value();
  }

  LoginContext loginIn(Set<GroupId> groups) {
    return login.withClaims(login.claims().withDirectoryGroups(groups));
  }

  // Where either principals or groups suffice, both checks failed.
  private static boolean areGroupsMissing(LoginStep.Refused refused, Match match) {
    Set<CheckName> failed =
        refused.denials().stream().map(Denial::check).collect(Collectors.toSet());
    return failed.equals(BY_GROUP) || (match == Match.ANY && failed.equals(BY_EITHER));
  }
}
