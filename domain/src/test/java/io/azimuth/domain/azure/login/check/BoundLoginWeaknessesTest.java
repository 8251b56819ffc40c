package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.Logins;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known weaknesses of Vault's azure login, for roles that bind resources: none exists here. */
class BoundLoginWeaknessesTest {

  private static final LoginRequest NOTHING = LoginRequest.NOTHING;

  private final Logins logins = Logins.boundToSubscription();

  @ParameterizedTest
  @CsvSource({
    "test,test-2,vm_mismatch",
    "web,web2,vm_mismatch",
    "est-2,test-2,vm_mismatch",
  })
  void w1MatchesNoPartOfAMachinesName(String named, String claimed, String code) {
    TokenMint token = Logins.systemAssigned(TokenMint.VM.replace("web-1", claimed));

    assertThat(code(logins.start(token, LoginPolicyTest.request("", "", named, "", ""))))
        .isEqualTo(code);
  }

  @Test
  void w1MatchesNoPartOfAGroupsOrScaleSetsName() {
    TokenMint group = Logins.systemAssigned(TokenMint.VM.replace("prod", "prod-x"));
    TokenMint set = Logins.systemAssigned(TokenMint.SCALE_SET.replace("fleet", "web2"));

    assertThat(code(logins.start(group, LoginPolicyTest.request("", "prod", "", "", ""))))
        .isEqualTo("resource_group_mismatch");
    assertThat(code(logins.start(set, LoginPolicyTest.request("", "", "", "web", ""))))
        .isEqualTo("scale_set_mismatch");
  }

  @Test
  void w2HoldsTheSubscriptionAgainstTheClaim() {
    LoginRequest elsewhere = LoginPolicyTest.request(Logins.OTHER, "prod", "web-1", "", "");

    assertThat(code(logins.start(Logins.userAssigned(TokenMint.VM), elsewhere)))
        .isEqualTo("subscription_mismatch");
  }

  @Test
  void w3TakesMachineAndGroupFromOneClaim() {
    TokenMint token =
        new TokenMint()
            .with("xms_az_rid", TokenMint.VM)
            .with("xms_mirid", TokenMint.VM.replace("prod", "shared").replace("web-1", "db-1"));

    assertThat(code(logins.start(token, LoginPolicyTest.request("", "shared", "web-1", "", ""))))
        .isEqualTo("resource_group_mismatch");
    assertThat(code(logins.start(token, LoginPolicyTest.request("", "prod", "db-1", "", ""))))
        .isEqualTo("vm_mismatch");
  }

  @Test
  void w4TiesAResourceIdToTheToken() {
    LoginRequest site = LoginPolicyTest.request("", "", "", "", Logins.SITE);

    assertThat(code(logins.start(Logins.userAssigned(TokenMint.VM), site)))
        .isEqualTo("resource_id_mismatch");
    assertThat(
            code(
                logins.resume(
                    new TokenMint(), site, new FactsMint(Logins.SITE).userAssigned(TokenMint.OID))))
        .isEqualTo("resource_unproved");
  }

  @Test
  void w5HoldsNoIdentityOfABoundGroupForAForeignMachine() {
    Logins inShared = Logins.bound(b -> b.bind(BoundField.RESOURCE_GROUPS, List.of("shared")));
    TokenMint pod = new TokenMint().with("xms_mirid", TokenMint.IDENTITY);

    assertThat(code(inShared.start(Logins.userAssigned(TokenMint.VM), Logins.WEB_1)))
        .isEqualTo("resource_group_not_bound");
    assertThat(
            inShared
                .granted(
                    pod,
                    Logins.WEB_1,
                    new FactsMint(TokenMint.IDENTITY).userAssigned(TokenMint.OID))
                .tokenMetadata())
        .doesNotContainKey("vm_name");
  }

  @Test
  void w5ChecksTheLocationOfTheIdentityAndOfNoMachineThatIsNamed() {
    LoginStep step =
        Logins.bound(b -> b.bind(BoundField.LOCATIONS, List.of("westeurope")))
            .resume(
                new TokenMint().with("xms_mirid", TokenMint.IDENTITY),
                Logins.WEB_1,
                new FactsMint(TokenMint.IDENTITY).userAssigned(TokenMint.OID).location("eastus"));

    assertThat(code(step)).isEqualTo("location_not_bound");
  }

  @Test
  void w6LogsAnApplicationInThatHasNoResource() {
    AzureRole byApp = LoginPolicyTest.role(b -> b.bind(BoundField.APP_IDS, List.of(TokenMint.APP)));

    assertThat(LoginPolicyTest.granted(byApp, new TokenMint()).tokenMetadata())
        .isEqualTo(
            Map.of(
                "role", "dev",
                "subscription_id", "",
                "resource_group_name", "",
                "app_id", TokenMint.APP));
  }

  @Test
  void w7LetsAnEmptyIdOfAnIdentityMatchNobody() {
    TokenMint nobody = Logins.userAssigned(TokenMint.VM).with("oid", "").with("sub", "");
    Logins anybody =
        Logins.bound(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of("*"))
                    .bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM)));

    assertThat(code(anybody.start(nobody, NOTHING))).isEqualTo("claim_missing");
    assertThat(
            code(
                logins.resume(
                    Logins.userAssigned(TokenMint.VM),
                    NOTHING,
                    new FactsMint(TokenMint.VM).systemAssigned(""))))
        .isEqualTo("identity_not_on_resource");
  }

  @Test
  void w8TakesSilenceOfAzureForNoRefusal() {
    PendingLogin pending = logins.pending(Logins.userAssigned(TokenMint.VM), NOTHING);
    List<LoginCheck> checks = pending.checksWithoutAnswer("Azure is throttling");

    assertThat(checks).extracting(LoginCheck::result).doesNotContain(CheckOutcome.FAILED);
    assertThat(checks)
        .filteredOn(c -> c.hint().equals("Azure is throttling"))
        .extracting(LoginCheck::name)
        .containsExactly(CheckName.DIRECTORY, CheckName.RESOURCE_IDENTITY);
  }

  @Test
  void w9TakesNamesThatBeginWithADigit() {
    String id = TokenMint.VM.replace("web-1", "1web");

    assertThat(
            logins
                .granted(
                    Logins.systemAssigned(id),
                    LoginPolicyTest.request("", "", "1web", "", ""),
                    new FactsMint(id).systemAssigned(TokenMint.OID))
                .tokenMetadata())
        .containsEntry("vm_name", "1web");
  }

  @Test
  void w11TellsTheCallerItsOwnWordsAndNothingElse() {
    LoginRequest web = LoginPolicyTest.request("", "", "web", "", "");
    Denial mismatch =
        Logins.onlyDenial(
            logins.start(Logins.systemAssigned(TokenMint.VM.replace("web-1", "web-2")), web));
    Denial unbound =
        Logins.onlyDenial(
            Logins.bound(b -> b.bind(BoundField.RESOURCE_GROUPS, List.of("bound-to-somebody")))
                .start(Logins.systemAssigned(TokenMint.VM), NOTHING));

    assertThat(mismatch.callerText())
        .isEqualTo(
            "permission denied: the token is for virtual machine web-2, the request names web"
                + " [vm_mismatch]");
    assertThat(mismatch.callerActual()).isEqualTo("web-2");
    assertThat(unbound.callerText())
        .isEqualTo(
            "permission denied: the role does not admit this resource group: \"prod\""
                + " [resource_group_not_bound]");
  }

  @Test
  void w11NamesAClaimOfAnotherKindByItsWholeId() {
    LoginRequest web = LoginPolicyTest.request("", "", "web", "", "");

    assertThat(
            Logins.onlyDenial(logins.start(Logins.systemAssigned(Logins.SITE), web)).callerText())
        .isEqualTo(
            "permission denied: the token is for "
                + Logins.SITE.replace("resourcegroups", "resourceGroups")
                + ", the request names web [vm_mismatch]");
  }

  @Test
  void w12RefusesUsersBeforeAzureIsAsked() {
    TokenMint user = Logins.systemAssigned(TokenMint.VM).with("scp", "user_impersonation");

    assertThat(code(logins.start(user, NOTHING))).isEqualTo("user_token");
  }

  @Test
  void w14RefusesAnOldTokenWhereTheRoleSaysSo() {
    Logins fresh =
        Logins.bound(
            b ->
                b.bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
                    .maxTokenAge(Duration.ofMinutes(10)));

    fresh.pending(Logins.systemAssigned(TokenMint.VM), NOTHING);
    AzureRole role =
        LoginPolicyTest.role(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                    .maxTokenAge(Duration.ofMinutes(10)));
    assertThat(
            code(
                LoginPolicy.start(
                    role,
                    new TokenMint().mint(),
                    NOTHING,
                    AudienceKind.CUSTOM,
                    Logins.NOW.plusSeconds(1))))
        .isEqualTo("token_too_old");
  }

  @Test
  void w15AsksAzureOnceForALogin() {
    LoginStep step =
        logins.resume(
            Logins.userAssigned(TokenMint.VM),
            NOTHING,
            new FactsMint(TokenMint.VM).userAssigned(TokenMint.OID));

    assertThat(step).isNotInstanceOf(LoginStep.NeedsResource.class);
  }

  @Test
  void w16AdmitsNoUnknownAddressToARoleWithAddresses() {
    AzureRoleBuilder role = AzureRole.builder(new RoleName("dev"));
    role.tokenSettings().boundCidrs(List.of("10.0.0.0/8"));

    assertThat(role.build().tokenSettings().admits(Optional.empty())).isFalse();
  }

  @Test
  void w17PutsOnlyProvedNamesIntoMetadata() {
    LoginGrant grant =
        logins.granted(
            new TokenMint().with("xms_mirid", TokenMint.IDENTITY),
            LoginPolicyTest.request(Logins.OTHER, "payroll", "ledger", "", ""),
            new FactsMint(TokenMint.IDENTITY).userAssigned(TokenMint.OID));

    assertThat(grant.tokenMetadata().values()).doesNotContain(Logins.OTHER, "payroll", "ledger");
    assertThat(grant.aliasMetadata().values()).doesNotContain(Logins.OTHER, "payroll", "ledger");
  }

  private static String code(LoginStep step) {
    return Logins.onlyDenial(step).reason().code();
  }
}
