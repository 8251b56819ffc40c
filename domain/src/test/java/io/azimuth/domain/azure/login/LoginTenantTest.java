package io.azimuth.domain.azure.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginTenant;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins and renewals on a mount that accepts tokens of further tenants. */
class LoginTenantTest {

  private static final String OWN = "11111111-1111-1111-1111-111111111111";
  private static final String OTHER = "99999999-9999-9999-9999-99999999999a";
  private static final String THIRD = "88888888-8888-8888-8888-88888888888b";
  private static final String GROUP = "eeeeeeee-0000-4000-8000-000000000001";

  @Test
  void aRoleThatBindsNoTenantAdmitsTheMountsOwnOnly() {
    assertThat(start(role(b -> {}), own())).isInstanceOf(LoginStep.Granted.class);

    Denial denial = Logins.onlyDenial(start(role(b -> {}), other()));

    assertThat(denial)
        .isEqualTo(
            new Denial(
                DenialReason.TENANT_NOT_BOUND, CheckName.TENANT, "the tenant of the mount", OTHER));
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: the role does not admit this tenant: \""
                + OTHER
                + "\" [tenant_not_bound]");
  }

  @Test
  void aRoleAdmitsTheTenantsThatItBindsAndNoOther() {
    AzureRole others =
        role(b -> b.bind(BoundField.TENANTS, List.of(OTHER.toUpperCase(Locale.ROOT))));

    assertThat(start(others, other())).isInstanceOf(LoginStep.Granted.class);
    assertThat(Logins.onlyDenial(start(others, own())).reason())
        .isEqualTo(DenialReason.TENANT_NOT_BOUND);
    assertThat(start(role(b -> b.bind(BoundField.TENANTS, List.of(OWN, OTHER))), own()))
        .isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void aTenantAloneSaysNotWhoMayLogIn() {
    BindingsBuilder alone = AzureRole.builder(LoginPolicyTest.role(b -> {}).name()).bindings();
    alone.bind(BoundField.TENANTS, List.of(OWN));

    assertThat(alone.build().isBound()).isFalse();
    assertThat(alone.build().isSpecific()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"*", "contoso.com", "''"})
  void aTenantIsNamedByItsId(String value) {
    BindingsBuilder bindings = AzureRole.builder(LoginPolicyTest.role(b -> {}).name()).bindings();
    bindings.bind(BoundField.TENANTS, List.of(value));

    assertThat(bindings.problems()).containsExactly("invalid tenant id \"" + value + "\"");
  }

  @ParameterizedTest
  @CsvSource({"oid, ''", "app_id, app:"})
  void theAliasOfAnotherTenantBeginsWithItsId(String source, String kind) {
    LoginGrant grant = granted(b -> b.aliasSource(source), other());

    String own = source.equals("oid") ? TokenMint.OID : TokenMint.APP;
    assertThat(grant.aliasName()).isEqualTo(OTHER + "/" + kind + own);
    assertThat(grant.aliasMetadata()).containsEntry("tenant_id", OTHER);
    assertThat(grant.tokenMetadata()).containsEntry("tenant_id", OTHER);
  }

  @Test
  void theResourceOfAnotherTenantNamesNoAliasOfTheMounts() {
    LoginGrant grant =
        granted(
            b -> b.aliasSource("resource_id"),
            new TokenMint()
                .with("tid", OTHER)
                .with("xms_mirid", TokenMint.VM)
                .mint()
                .ofAdditionalTenant());

    assertThat(grant.aliasName())
        .isEqualTo(OTHER + "/resource:" + TokenMint.VM.toLowerCase(Locale.ROOT));
  }

  @Test
  void nothingChangesForTheMountsOwnTenant() {
    LoginGrant grant = Logins.grant(start(role(b -> {}), own()));

    assertThat(grant.aliasName()).isEqualTo(TokenMint.OID);
    assertThat(grant.aliasMetadata()).doesNotContainKey("tenant_id");
    assertThat(grant.tokenMetadata()).doesNotContainKey("tenant_id");
    assertThat(grant.proved().tenant()).contains(new LoginTenant(new TenantId(OWN), false));
  }

  @Test
  void aGroupOfAnotherTenantIsBoundWithTheIdOfThatTenant() {
    AzureClaims member =
        new TokenMint()
            .with("tid", OTHER)
            .with("groups", List.of(GROUP))
            .mint()
            .ofAdditionalTenant();

    assertThat(
            LoginPolicyTest.reasons(
                start(role(b -> in(OTHER, b).bind(BoundField.GROUPS, List.of(GROUP))), member)))
        .containsExactly(DenialReason.GROUP_NOT_BOUND);
    LoginGrant grant =
        Logins.grant(
            start(
                role(b -> in(OTHER, b).bind(BoundField.GROUPS, List.of(OTHER + "/" + GROUP))),
                member));
    assertThat(grant.groupAliases()).containsExactly(OTHER + "/" + GROUP);
    assertThat(grant.proved().groups()).containsExactly(new GroupId(OTHER + "/" + GROUP));
  }

  @Test
  void soIsOneThatAzureReturns() {
    LoginStep step =
        LoginPolicy.startAskingForGroups(
            role(b -> in(OTHER, b).bind(BoundField.GROUPS, List.of(OTHER + "/" + GROUP))),
            other(),
            LoginRequest.NOTHING,
            AudienceKind.FIRST_PARTY,
            Logins.NOW);

    LoginStep resumed =
        LoginPolicy.resume(((LoginStep.NeedsGroups) step).pending(), Set.of(new GroupId(GROUP)));

    assertThat(resumed).isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void aTokenIdIsThatOfItsTenant() {
    UnverifiedToken token = UnverifiedToken.parse(SecretText.of("a.b.c")).orElseThrow();
    AzureClaims mine = new TokenMint().with("uti", "one").mint();

    assertThat(SingleUse.identity(mine, token))
        .isNotEqualTo(SingleUse.identity(mine.ofAdditionalTenant(), token));
  }

  @Test
  void claimsWithoutATenantAreOfNone() {
    AzureClaims claims = new TokenMint().without("tid").mint();

    assertThat(claims.loginTenant()).isEmpty();
    assertThatThrownBy(claims::ofAdditionalTenant).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTenantThatTheMountNoLongerAcceptsRenewsNoToken() {
    Consumer<BindingsBuilder> both = b -> b.bind(BoundField.TENANTS, List.of(OWN, OTHER));

    assertThat(renewed(both, proved(OTHER, true), mount(OWN, OTHER))).isEmpty();
    assertThat(renewed(both, proved(OTHER, true), mount(OWN, THIRD)))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
    assertThat(renewed(both, proved(OTHER, true), new MountTenants(Optional.empty(), Set.of())))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
    assertThat(renewed(both, proved(OWN, false), mount(OWN))).isEmpty();
    assertThat(renewed(both, proved(OWN, false), mount(THIRD)))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
  }

  @Test
  void aRoleThatNoLongerBindsTheTenantRenewsNoToken() {
    assertThat(renewed(b -> {}, proved(OTHER, true), mount(OWN, OTHER)))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
    assertThat(
            renewed(
                b -> b.bind(BoundField.TENANTS, List.of(OTHER)),
                proved(OWN, false),
                mount(OWN, OTHER)))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
  }

  @Test
  void aMountWithADomainRenewsWhatWasItsOwn() {
    MountTenants domain = new MountTenants(Optional.empty(), Set.of());

    assertThat(renewed(b -> {}, proved(OWN, false), domain)).isEmpty();
    assertThat(renewed(b -> {}, proved(OTHER, true), domain))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
  }

  @Test
  void aTokenOfAnEarlierVersionIsOneOfTheMountsOwnTenant() {
    ProvedFacts earlier = ProvedFacts.ofPrincipal(new PrincipalId(TokenMint.OID));

    assertThat(renewed(b -> {}, earlier, mount(OWN, OTHER))).isEmpty();
    assertThat(renewed(b -> in(OWN, b), earlier, mount(OWN, OTHER))).isEmpty();
    assertThat(renewed(b -> in(OTHER, b), earlier, mount(OWN, OTHER)))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
    assertThat(renewed(b -> in(OWN, b), earlier, new MountTenants(Optional.empty(), Set.of())))
        .containsExactly(DenialReason.TENANT_NOT_BOUND);
  }

  @Test
  void aMountHasABudgetOfTenants() {
    Set<TenantId> seventeen =
        IntStream.range(0, 17)
            .mapToObj(i -> new TenantId("00000000-0000-4000-8000-%012d".formatted(i)))
            .collect(Collectors.toSet());

    assertThatThrownBy(() -> new MountTenants(Optional.empty(), seventeen))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BindingsBuilder in(String tenant, BindingsBuilder bindings) {
    return bindings.bind(BoundField.TENANTS, List.of(tenant));
  }

  private static AzureClaims own() {
    return new TokenMint().mint();
  }

  private static AzureClaims other() {
    return new TokenMint().with("tid", OTHER).mint().ofAdditionalTenant();
  }

  private static MountTenants mount(String own, String... additional) {
    return new MountTenants(
        TenantId.parse(own),
        List.of(additional).stream().map(TenantId::new).collect(Collectors.toSet()));
  }

  private static ProvedFacts proved(String tenant, boolean additional) {
    AzureClaims claims = new TokenMint().with("tid", tenant).mint();
    AzureRole role = role(b -> b.bind(BoundField.TENANTS, List.of(tenant)));
    return Logins.grant(start(role, additional ? claims.ofAdditionalTenant() : claims)).proved();
  }

  private static List<DenialReason> renewed(
      Consumer<BindingsBuilder> bindings, ProvedFacts proved, MountTenants mount) {
    return RenewalPolicy.denials(role(bindings), proved, mount).stream()
        .map(Denial::reason)
        .toList();
  }

  private static LoginGrant granted(Consumer<BindingsBuilder> bindings, AzureClaims claims) {
    return Logins.grant(start(role(b -> bindings.accept(in(OTHER, b))), claims));
  }

  private static AzureRole role(Consumer<BindingsBuilder> bindings) {
    Consumer<BindingsBuilder> principal =
        b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID));
    return LoginPolicyTest.role(principal.andThen(bindings));
  }

  private static LoginStep start(AzureRole role, AzureClaims claims) {
    return LoginPolicy.start(
        role, claims, LoginRequest.NOTHING, AudienceKind.FIRST_PARTY, Logins.NOW);
  }
}
