package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.LoginCheck;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The known weaknesses of Vault's azure login that need no call to Azure: none exists here. */
class LoginWeaknessesTest {

  private static final String OTHER_SUBSCRIPTION = "aaaaaaaa-0000-4000-8000-00000000000b";

  private final AzureRole role =
      LoginPolicyTest.role(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID)));

  @ParameterizedTest
  @CsvSource({"web,''", "web-12,''", "eb-1,''", "'',pro", "'',prod-x", "'',rod"})
  void w1TakesNoPartOfANameForTheName(String machine, String group) {
    Map<String, String> metadata = metadata(vm(), request("", group, machine, "", ""));

    assertThat(metadata).doesNotContainKey("vm_name").containsEntry("resource_group_name", "");
  }

  @Test
  void w1TakesNoScaleSetForALongerOne() {
    TokenMint web2 =
        new TokenMint().with("xms_mirid", TokenMint.SCALE_SET.replace("fleet", "web2"));

    assertThat(metadata(web2, request("", "", "", "web", ""))).doesNotContainKey("vmss_name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-1_1a2b3c4d", "web-1"})
  void w1TakesNoMachinesNameForItsScaleSet(String machine) {
    TokenMint mint = new TokenMint().with("xms_mirid", TokenMint.VM.replace("web-1", machine));

    assertThat(metadata(mint, request("", "", "", "web-1", ""))).doesNotContainKey("vmss_name");
  }

  @Test
  void w2DropsASubscriptionThatIsNotTheClaims() {
    assertThat(metadata(vm(), request(OTHER_SUBSCRIPTION, "prod", "", "", "")))
        .containsEntry("subscription_id", "");
  }

  @Test
  void w3TakesAllNamesFromOneClaim() {
    TokenMint mint =
        new TokenMint()
            .with("xms_az_rid", TokenMint.VM)
            .with("xms_mirid", TokenMint.VM.replace("prod", "shared").replace("web-1", "db-1"));

    assertThat(metadata(mint, request("", "shared", "db-1", "", "")))
        .containsEntry("resource_group_name", "")
        .doesNotContainKey("vm_name");
    assertThat(metadata(mint, request("", "prod", "web-1", "", "")))
        .containsEntry("resource_group_name", "prod")
        .containsEntry("vm_name", "web-1");
  }

  @Test
  void w3TakesNoNameFromTheIdentityOfAMachine() {
    TokenMint mint =
        new TokenMint().with("xms_az_rid", TokenMint.VM).with("xms_mirid", TokenMint.IDENTITY);

    assertThat(metadata(mint, request("", "shared", "", "", TokenMint.IDENTITY)))
        .containsEntry("resource_group_name", "")
        .doesNotContainKey("resource_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-2", "web", "web-1/extensions/e"})
  void w4DropsAResourceIdThatIsNotTheClaims(String machine) {
    String other = TokenMint.VM.replace("web-1", machine);

    assertThat(metadata(vm(), request("", "", "", "", other))).doesNotContainKey("resource_id");
  }

  @Test
  void w4DropsAResourceIdOfAnotherSubscription() {
    String other = TokenMint.VM.replace(TokenMint.SUBSCRIPTION, OTHER_SUBSCRIPTION);

    assertThat(metadata(vm(), request("", "", "", "", other))).doesNotContainKey("resource_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "not-a-guid"})
  void w7RefusesAnEmptyOrForeignPrincipal(String oid) {
    AzureRole careless =
        LoginPolicyTest.role(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of("", oid, "x")));
    LoginStep step =
        LoginPolicyTest.start(careless, new TokenMint().with("oid", oid).with("sub", oid));

    assertThat(LoginPolicyTest.reasons(step))
        .containsExactly(DenialReason.CLAIM_MISSING, DenialReason.PRINCIPAL_NOT_BOUND);
  }

  @Test
  void w7RefusesATokenWithoutPrincipalWhateverElseHolds() {
    AzureRole byApp = LoginPolicyTest.role(b -> b.bind(BoundField.APP_IDS, List.of(TokenMint.APP)));

    assertThat(LoginPolicyTest.onlyDenial(byApp, new TokenMint().without("oid")).reason())
        .isEqualTo(DenialReason.CLAIM_MISSING);
  }

  @Test
  void w10NamesAGroupsOverageInsteadOfMissingGroups() {
    AzureRole byGroup = LoginPolicyTest.role(b -> b.bind(BoundField.GROUPS, List.of("g1")));
    TokenMint mint = new TokenMint().with("_claim_names", Map.of("groups", "src1"));

    assertThat(LoginPolicyTest.onlyDenial(byGroup, mint).reason())
        .isEqualTo(DenialReason.GROUPS_OVERAGE);
    assertThat(
            LoginPolicyTest.onlyDenial(byGroup, new TokenMint().with("hasgroups", true)).reason())
        .isEqualTo(DenialReason.GROUPS_OVERAGE);
  }

  @Test
  void w11TellsTheCallerNoBoundValue() {
    AzureRole other =
        LoginPolicyTest.role(
            b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of("bound-to-somebody")));
    Denial denial = LoginPolicyTest.onlyDenial(other, new TokenMint());

    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: the role does not admit this principal: \""
                + TokenMint.OID
                + "\" [principal_not_bound]");
    assertThat(denial.callerActual()).isEqualTo(TokenMint.OID);
    assertThat(denial.expected()).isEqualTo("bound-to-somebody");
  }

  @Test
  void w12RefusesUsersUnlessTheRoleAdmitsThem() {
    TokenMint user = new TokenMint().with("scp", "user_impersonation");

    assertThat(LoginPolicyTest.onlyDenial(role, user).reason()).isEqualTo(DenialReason.USER_TOKEN);
    AzureRole open =
        LoginPolicyTest.role(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                    .allowUserTokens(true));
    LoginGrant grant = LoginPolicyTest.granted(open, user);
    assertThat(grant.aliasMetadata()).doesNotContainKey("app_id");
    assertThat(grant.tokenMetadata()).containsEntry("app_id", TokenMint.APP);
  }

  @Test
  void w12NeverAdmitsUsersByTheirApplication() {
    AzureRole byApp =
        LoginPolicyTest.role(
            b -> b.bind(BoundField.APP_IDS, List.of(TokenMint.APP)).allowUserTokens(true));
    AzureRole strict =
        LoginPolicyTest.role(b -> b.bind(BoundField.APP_IDS, List.of(TokenMint.APP)));
    TokenMint user = new TokenMint().with("idtyp", "user");

    assertThat(LoginPolicyTest.onlyDenial(byApp, user).reason()).isEqualTo(DenialReason.USER_TOKEN);
    assertThat(LoginPolicyTest.onlyDenial(strict, user).reason())
        .isEqualTo(DenialReason.USER_TOKEN);
  }

  @Test
  void w17PutsNothingThatIsMerelySaidIntoMetadata() {
    LoginRequest everything =
        request(TokenMint.SUBSCRIPTION, "prod", "web-1", "fleet", TokenMint.VM);
    LoginGrant grant = LoginPolicyTest.granted(role, new TokenMint(), everything);

    assertThat(grant.tokenMetadata())
        .isEqualTo(
            Map.of(
                "role", "dev",
                "subscription_id", "",
                "resource_group_name", "",
                "app_id", TokenMint.APP));
    assertThat(grant.aliasMetadata())
        .containsOnlyKeys("subscription_id", "resource_group_name", "app_id");
    assertThat(grant.warnings())
        .containsExactly(
            "the token's claims do not bear out subscription_id, resource_group_name, vm_name,"
                + " vmss_name, resource_id: ignored");
  }

  @Test
  void w17KeepsTheAliasMetadataTheSameWhateverTheRequestSays() {
    LoginGrant silent = LoginPolicyTest.granted(role, vm());
    LoginGrant talkative =
        LoginPolicyTest.granted(role, vm(), request(OTHER_SUBSCRIPTION, "x", "y", "z", ""));

    assertThat(talkative.aliasMetadata()).isEqualTo(silent.aliasMetadata());
  }

  @Test
  void w17ProvesNothingByAClaimThatCannotBeRead() {
    TokenMint mint =
        new TokenMint().with("xms_az_rid", TokenMint.VM + "%2f").with("xms_mirid", TokenMint.VM);
    LoginStep step =
        LoginPolicy.start(
            role,
            mint.mint(),
            request("", "prod", "web-1", "", ""),
            AudienceKind.CUSTOM,
            Instant.parse("2026-01-01T00:10:00Z"));

    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    assertThat(((LoginStep.Granted) step).grant().tokenMetadata()).doesNotContainKey("vm_name");
    assertThat(step.checks())
        .filteredOn(c -> c.name() == CheckName.NAMED_MACHINE)
        .singleElement()
        .extracting(LoginCheck::hint)
        .isEqualTo("dropped: unreadable claim xms_az_rid");
  }

  @Test
  void foldsNothingBeyondAsciiInAnyName() {
    TokenMint mint =
        new TokenMint()
            .with("xms_mirid", TokenMint.VM.replace("prod", "tasks").toUpperCase(Locale.ROOT));

    assertThat(metadata(mint, request("", "ta\u017fk\u017f", "", "", "")))
        .containsEntry("resource_group_name", "");
    assertThat(metadata(mint, request("", "tas\u212As", "", "", "")))
        .containsEntry("resource_group_name", "");
    assertThat(metadata(mint, request("", "tasks", "", "", "")))
        .containsEntry("resource_group_name", "TASKS");
  }

  private Map<String, String> metadata(TokenMint mint, LoginRequest request) {
    return LoginPolicyTest.granted(role, mint, request).tokenMetadata();
  }

  private static TokenMint vm() {
    return new TokenMint().with("xms_mirid", TokenMint.VM);
  }

  private static LoginRequest request(
      String subscription, String group, String machine, String scaleSet, String resource) {
    return LoginPolicyTest.request(subscription, group, machine, scaleSet, resource);
  }
}
