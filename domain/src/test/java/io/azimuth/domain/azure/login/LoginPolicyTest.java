package io.azimuth.domain.azure.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginCheckName;
import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

public class LoginPolicyTest {

  private static final Instant NOW = TokenMint.ISSUED.plusSeconds(600);
  private static final String OTHER = "dddddddd-0000-4000-8000-00000000000d";

  @Test
  void grantsABoundPrincipal() {
    LoginGrant grant = granted(principal(), new TokenMint());

    assertThat(grant.principal()).isEqualTo(new PrincipalId(TokenMint.OID));
    assertThat(grant.aliasName()).isEqualTo(TokenMint.OID);
    assertThat(grant.displayNameSuffix()).isEqualTo(TokenMint.OID);
    assertThat(grant.groupAliases()).isEmpty();
    assertThat(grant.warnings()).isEmpty();
    assertThat(grant.tokenMetadata())
        .isEqualTo(
            Map.of(
                "role", "dev",
                "subscription_id", "",
                "resource_group_name", "",
                "app_id", TokenMint.APP));
    assertThat(grant.aliasMetadata())
        .isEqualTo(
            Map.of("subscription_id", "", "resource_group_name", "", "app_id", TokenMint.APP));
  }

  @Test
  void comparesIdsWithoutRegardToAsciiCase() {
    String shouted = TokenMint.OID.toUpperCase(Locale.ROOT);

    granted(role(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(shouted))), new TokenMint());
    granted(principal(), new TokenMint().with("oid", shouted).with("sub", shouted));
  }

  @Test
  void refusesAnotherPrincipal() {
    Denial denial =
        onlyDenial(
            role(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OTHER))), new TokenMint());

    assertThat(denial.reason()).isEqualTo(DenialReason.PRINCIPAL_NOT_BOUND);
    assertThat(denial.expected()).isEqualTo(OTHER);
    assertThat(denial.actual()).isEqualTo(TokenMint.OID);
  }

  @Test
  void grantsByGroupAndListsGroupAliases() {
    LoginGrant grant =
        granted(
            role(b -> b.bind(BoundField.GROUPS, List.of("G1"))),
            new TokenMint().with("groups", List.of("g0", "", "g1")));

    assertThat(grant.groupAliases()).containsExactly("g0", "g1");
  }

  @Test
  void refusesOtherGroups() {
    Denial denial =
        onlyDenial(
            role(b -> b.bind(BoundField.GROUPS, List.of("g1"))),
            new TokenMint().with("groups", List.of("g10")));

    assertThat(denial.reason()).isEqualTo(DenialReason.GROUP_NOT_BOUND);
    assertThat(denial.actual()).isEqualTo("g10");
  }

  @Test
  void asksForPrincipalAndGroupAtOnceUnlessToldOtherwise() {
    Consumer<BindingsBuilder> both =
        b ->
            b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                .bind(BoundField.GROUPS, List.of("g1"));

    assertThat(onlyDenial(role(both), new TokenMint()).reason())
        .isEqualTo(DenialReason.GROUP_NOT_BOUND);
    granted(role(both), new TokenMint().with("groups", List.of("g1")));
    granted(role(both.andThen(b -> b.match("any"))), new TokenMint());
  }

  @Test
  void takesAnyOneBindingWithMatchAny() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OTHER))
                    .bind(BoundField.GROUPS, List.of("g1"))
                    .match("any"));
    LoginStep step = start(role, new TokenMint().with("groups", List.of("g1")));

    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    assertThat(check(step, CheckName.BOUND_PRINCIPAL).result()).isEqualTo(CheckOutcome.SKIPPED);
    assertThat(check(step, CheckName.BOUND_GROUP).result()).isEqualTo(CheckOutcome.PASSED);
    assertThat(reasons(start(role, new TokenMint())))
        .containsExactly(DenialReason.PRINCIPAL_NOT_BOUND, DenialReason.GROUP_NOT_BOUND);
  }

  @Test
  void doesNotTakeAnUnsetListForAHoldingOneWithMatchAny() {
    assertThat(
            reasons(
                start(
                    role(b -> b.bind(BoundField.GROUPS, List.of("g1")).match("any")),
                    new TokenMint())))
        .containsExactly(DenialReason.GROUP_NOT_BOUND);
  }

  @Test
  void asksForTheAppIdBesideEitherMatch() {
    Consumer<BindingsBuilder> any =
        b ->
            b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                .bind(BoundField.APP_IDS, List.of(OTHER))
                .match("any");

    assertThat(onlyDenial(role(any), new TokenMint()).reason())
        .isEqualTo(DenialReason.APP_ID_NOT_BOUND);
    granted(role(any), new TokenMint().with("appid", OTHER));
    granted(role(b -> b.bind(BoundField.APP_IDS, List.of(TokenMint.APP))), new TokenMint());
    assertThat(
            onlyDenial(
                    role(b -> b.bind(BoundField.APP_IDS, List.of(TokenMint.APP))),
                    new TokenMint().without("appid"))
                .actual())
        .isEmpty();
  }

  @Test
  void takesTheAuthorisedPartyOfAVersion2Token() {
    granted(
        role(b -> b.bind(BoundField.APP_IDS, List.of(OTHER))),
        new TokenMint().without("appid").with("ver", "2.0").with("azp", OTHER));
  }

  @Test
  void namesEveryReason() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OTHER))
                    .bind(BoundField.GROUPS, List.of("g1"))
                    .bind(BoundField.APP_IDS, List.of(OTHER))
                    .maxTokenAge(Duration.ofMinutes(10)));

    assertThat(
            reasons(
                LoginPolicy.start(
                    role,
                    new TokenMint().mint(),
                    LoginRequest.NOTHING,
                    AudienceKind.CUSTOM,
                    NOW.plusMillis(1))))
        .containsExactly(
            DenialReason.TOKEN_TOO_OLD,
            DenialReason.PRINCIPAL_NOT_BOUND,
            DenialReason.GROUP_NOT_BOUND,
            DenialReason.APP_ID_NOT_BOUND);
  }

  @Test
  void takesATokenOfExactlyTheGreatestAge() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                    .maxTokenAge(Duration.ofMinutes(10)));

    assertThat(start(role, new TokenMint())).isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void makesEveryCheckOnceWhateverTheResult() {
    List<LoginCheckName> all = LoginPolicy.skipped("why").stream().map(LoginCheck::name).toList();

    for (AzureRole role :
        List.of(principal(), role(b -> b.bind(BoundField.APP_IDS, List.of(OTHER))))) {
      assertThat(start(role, new TokenMint()).checks().stream().map(LoginCheck::name).toList())
          .containsExactlyInAnyOrderElementsOf(all);
    }
    assertThat(all).startsWith(CheckName.PRINCIPAL).endsWith(CheckName.ALIAS).hasSize(37);
  }

  @Test
  void namesTheAliasAfterTheApplication() {
    Consumer<BindingsBuilder> byApp =
        b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID)).aliasSource("app_id");

    assertThat(granted(role(byApp), new TokenMint()).aliasName()).isEqualTo("app:" + TokenMint.APP);
    assertThat(onlyDenial(role(byApp), new TokenMint().without("appid")).reason())
        .isEqualTo(DenialReason.ALIAS_SOURCE_UNPROVED);
  }

  @Test
  void sharesNoEntityAmongTheUsersOfAnApplication() {
    AzureRole role =
        role(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                    .aliasSource("app_id")
                    .allowUserTokens(true));

    assertThat(onlyDenial(role, new TokenMint().with("scp", "x")).reason())
        .isEqualTo(DenialReason.ALIAS_SOURCE_UNPROVED);
  }

  @Test
  void keepsNamesThatTheClaimsBearOut() {
    LoginRequest request =
        request(TokenMint.SUBSCRIPTION, "PROD", "WEB-1", "", TokenMint.VM.toUpperCase(Locale.ROOT));
    LoginGrant grant =
        granted(principal(), new TokenMint().with("xms_mirid", TokenMint.VM), request);

    assertThat(grant.warnings()).isEmpty();
    assertThat(grant.tokenMetadata())
        .isEqualTo(
            Map.of(
                "role",
                "dev",
                "subscription_id",
                TokenMint.SUBSCRIPTION,
                "resource_group_name",
                "prod",
                "vm_name",
                "web-1",
                "resource_id",
                TokenMint.VM.replace("resourcegroups", "resourceGroups"),
                "app_id",
                TokenMint.APP));
  }

  @Test
  void keepsTheScaleSetThatTheClaimsBearOut() {
    String instance = TokenMint.SCALE_SET + "/virtualMachines/4";
    LoginGrant grant =
        granted(
            principal(),
            new TokenMint().with("xms_mirid", instance),
            request("", "", "fleet_4", "fleet", instance));

    assertThat(grant.tokenMetadata())
        .containsEntry("vmss_name", "fleet")
        .containsEntry(
            "resource_id", TokenMint.SCALE_SET.replace("resourcegroups", "resourceGroups"))
        .doesNotContainKey("vm_name");
    assertThat(grant.warnings())
        .containsExactly("the token's claims do not bear out vm_name: ignored");
  }

  @Test
  void keepsTheIdentityThatAPodNamesAndDropsItsNode() {
    LoginGrant grant =
        granted(
            principal(),
            new TokenMint().with("xms_mirid", TokenMint.IDENTITY),
            request(TokenMint.SUBSCRIPTION, "shared", "node", "", TokenMint.IDENTITY));

    assertThat(grant.tokenMetadata())
        .containsEntry("subscription_id", "")
        .containsEntry("resource_group_name", "")
        .containsKey("resource_id")
        .doesNotContainKey("vm_name");
  }

  @Test
  void describesASystemAssignedIdentityByItsResource() {
    assertThat(
            granted(principal(), new TokenMint().with("xms_mirid", TokenMint.VM)).aliasMetadata())
        .isEqualTo(
            Map.of(
                "subscription_id",
                TokenMint.SUBSCRIPTION,
                "resource_group_name",
                "prod",
                "vm_name",
                "web-1",
                "app_id",
                TokenMint.APP));
    assertThat(
            granted(principal(), new TokenMint().with("xms_mirid", TokenMint.SCALE_SET))
                .aliasMetadata())
        .containsEntry("vmss_name", "fleet")
        .doesNotContainKey("resource_id");
  }

  @Test
  void describesAUserAssignedIdentityByItselfAndNeverByAMachine() {
    TokenMint mint =
        new TokenMint().with("xms_mirid", TokenMint.IDENTITY).with("xms_az_rid", TokenMint.VM);
    Map<String, String> metadata =
        granted(principal(), mint, request(TokenMint.SUBSCRIPTION, "prod", "web-1", "", ""))
            .aliasMetadata();

    assertThat(metadata)
        .isEqualTo(
            Map.of(
                "subscription_id",
                TokenMint.SUBSCRIPTION,
                "resource_group_name",
                "shared",
                "resource_id",
                TokenMint.IDENTITY.replace("resourcegroups", "resourceGroups"),
                "app_id",
                TokenMint.APP));
  }

  @Test
  void saysNothingOfAMachineWhoseIdentityIsUnknown() {
    assertThat(
            granted(principal(), new TokenMint().with("xms_az_rid", TokenMint.VM)).aliasMetadata())
        .containsEntry("subscription_id", "")
        .doesNotContainKey("vm_name");
  }

  private static AzureRole principal() {
    return role(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID)));
  }

  public static AzureRole role(Consumer<BindingsBuilder> bindings) {
    AzureRoleBuilder role = AzureRole.builder(new RoleName("dev"));
    bindings.accept(role.bindings());
    return role.build();
  }

  public static LoginRequest request(
      String subscription, String group, String machine, String scaleSet, String resource) {
    return LoginRequest.raw()
        .subscription(subscription)
        .resourceGroup(group)
        .machine(machine)
        .scaleSet(scaleSet)
        .resource(resource)
        .parse()
        .orElseThrow();
  }

  public static LoginStep start(AzureRole role, TokenMint mint) {
    return LoginPolicy.start(role, mint.mint(), LoginRequest.NOTHING, AudienceKind.CUSTOM, NOW);
  }

  public static LoginGrant granted(AzureRole role, TokenMint mint) {
    return granted(role, mint, LoginRequest.NOTHING);
  }

  public static LoginGrant granted(AzureRole role, TokenMint mint, LoginRequest request) {
    LoginStep step = LoginPolicy.start(role, mint.mint(), request, AudienceKind.CUSTOM, NOW);
    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    return ((LoginStep.Granted) step).grant();
  }

  public static Denial onlyDenial(AzureRole role, TokenMint mint) {
    List<Denial> denials = denials(start(role, mint));
    assertThat(denials).hasSize(1);
    return denials.get(0);
  }

  public static List<DenialReason> reasons(LoginStep step) {
    return denials(step).stream().map(Denial::reason).toList();
  }

  private static List<Denial> denials(LoginStep step) {
    return step.fold(
        LoginStep.Refused::denials, granted -> List.of(), needs -> List.of(), asks -> List.of());
  }

  private static LoginCheck check(LoginStep step, CheckName name) {
    return step.checks().stream().filter(c -> c.name() == name).findFirst().orElseThrow();
  }
}
