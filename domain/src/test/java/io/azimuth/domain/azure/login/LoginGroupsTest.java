package io.azimuth.domain.azure.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins whose token does not list the groups that the role binds. */
class LoginGroupsTest {

  private static final String BOUND = "eeeeeeee-0000-4000-8000-000000000001";
  private static final String OTHER = "eeeeeeee-0000-4000-8000-000000000002";

  @Test
  void aTokenInOverageNeedsTheGroupsOfItsPrincipal() {
    PendingGroups pending = pending(boundToGroup(), overage());

    assertThat(pending.principal()).isEqualTo(new PrincipalId(TokenMint.OID));
    assertThat(pending.isUser()).isFalse();
    assertThat(pending.refusal().denials())
        .extracting(Denial::reason)
        .containsExactly(DenialReason.GROUPS_OVERAGE);
    assertThat(pending.toString()).isEqualTo(TokenMint.OID);
  }

  @Test
  void aTokenWithoutAnyGroupsNeedsThemToo() {
    PendingGroups pending = pending(boundToGroup(), new TokenMint());

    assertThat(pending.refusal().denials())
        .extracting(Denial::reason)
        .containsExactly(DenialReason.GROUP_NOT_BOUND);
  }

  @Test
  void aTokenThatListsGroupsIsBelieved() {
    LoginStep step = start(boundToGroup(), new TokenMint().with("groups", List.of(OTHER)));

    assertThat(LoginPolicyTest.reasons(step)).containsExactly(DenialReason.GROUP_NOT_BOUND);
  }

  @Test
  void aMountThatDoesNotAskRefusesOverage() {
    LoginStep step =
        LoginPolicy.start(
            boundToGroup(),
            overage().mint(),
            LoginRequest.NOTHING,
            AudienceKind.CUSTOM,
            Logins.NOW);

    assertThat(LoginPolicyTest.reasons(step)).containsExactly(DenialReason.GROUPS_OVERAGE);
  }

  @Test
  void theBoundGroupAmongThoseThatAreToldAdmits() {
    LoginStep step =
        LoginPolicy.resume(
            pending(boundToGroup(), overage()), groups(OTHER, BOUND.toUpperCase(Locale.ROOT)));

    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    assertThat(Logins.check(step, CheckName.BOUND_GROUP).actual())
        .isEqualTo(BOUND.toUpperCase(Locale.ROOT) + " of 2 groups that Microsoft Graph tells");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11_000})
  void otherGroupsThatAreToldDoNotAdmitAndAreNotShown(int count) {
    Set<GroupId> told =
        IntStream.range(100, 100 + count)
            .mapToObj("eeeeeeee-0000-4000-8000-%012d"::formatted)
            .map(GroupId::new)
            .collect(Collectors.toSet());

    LoginStep step = LoginPolicy.resume(pending(boundToGroup(), overage()), told);

    assertThat(Logins.onlyDenial(step).reason()).isEqualTo(DenialReason.GROUP_NOT_BOUND);
    assertThat(Logins.onlyDenial(step).actual())
        .isEqualTo("none of " + count + " groups that Microsoft Graph tells");
  }

  @Test
  void azureIsNotAskedWhileAnotherCheckFails() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.GROUPS, List.of(BOUND))
                    .bind(BoundField.APP_IDS, List.of(Logins.OTHER)));

    assertThat(LoginPolicyTest.reasons(start(role, overage())))
        .containsExactlyInAnyOrder(DenialReason.GROUPS_OVERAGE, DenialReason.APP_ID_NOT_BOUND);
  }

  @Test
  void azureIsNotAskedAboutAPrincipalThatIsNotBound() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.GROUPS, List.of(BOUND))
                    .bind(BoundField.SERVICE_PRINCIPALS, List.of(Logins.OTHER)));

    assertThat(start(role, overage())).isInstanceOf(LoginStep.Refused.class);
  }

  @Test
  void whereEitherSufficesAzureIsAskedAfterBothFailed() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.GROUPS, List.of(BOUND))
                    .bind(BoundField.SERVICE_PRINCIPALS, List.of(Logins.OTHER))
                    .match("any"));

    LoginStep step = LoginPolicy.resume(pending(role, overage()), groups(BOUND));

    assertThat(step).isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void whereThePrincipalSufficesAzureIsNotAsked() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.GROUPS, List.of(BOUND))
                    .bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                    .match("any"));

    assertThat(start(role, overage())).isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void aRoleThatTakesAnyGroupAsksNobody() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.GROUPS, List.of("*"))
                    .bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID)));

    assertThat(start(role, overage())).isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void aUserIsAskedForAsAUser() {
    AzureRole role = role(b -> b.bind(BoundField.GROUPS, List.of(BOUND)).allowUserTokens(true));

    assertThat(pending(role, overage().with("scp", "user_impersonation")).isUser()).isTrue();
  }

  @Test
  void aUserWhoMayNotComeIsNotAskedFor() {
    assertThat(
            LoginPolicyTest.reasons(
                start(boundToGroup(), overage().with("scp", "user_impersonation"))))
        .contains(DenialReason.USER_TOKEN);
  }

  @Test
  void afterItsGroupsTheResourceIsAskedFor() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.GROUPS, List.of(BOUND))
                    .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION)));
    TokenMint token =
        overage().with("xms_mirid", TokenMint.IDENTITY).with("xms_az_rid", TokenMint.VM);

    LoginStep step = LoginPolicy.resume(pending(role, token), groups(BOUND));

    assertThat(step).isInstanceOf(LoginStep.NeedsResource.class);
  }

  private static AzureRole boundToGroup() {
    return role(b -> b.bind(BoundField.GROUPS, List.of(BOUND)));
  }

  private static AzureRole role(Consumer<BindingsBuilder> bindings) {
    return LoginPolicyTest.role(bindings);
  }

  private static TokenMint overage() {
    return new TokenMint().with("_claim_names", Map.of("groups", "src1"));
  }

  private static LoginStep start(AzureRole role, TokenMint token) {
    return LoginPolicy.startAskingForGroups(
        role, token.mint(), LoginRequest.NOTHING, AudienceKind.FIRST_PARTY, Logins.NOW);
  }

  private static PendingGroups pending(AzureRole role, TokenMint token) {
    LoginStep step = start(role, token);
    assertThat(step).isInstanceOf(LoginStep.NeedsGroups.class);
    return ((LoginStep.NeedsGroups) step).pending();
  }

  private static Set<GroupId> groups(String... ids) {
    return Set.of(ids).stream().map(GroupId::new).collect(Collectors.toSet());
  }
}
