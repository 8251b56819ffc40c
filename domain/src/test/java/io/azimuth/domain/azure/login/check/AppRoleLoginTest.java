package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.EntraRole;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.Logins;
import io.azimuth.domain.azure.login.RenewalPolicy;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins and renewals by app roles, and external groups that are named after them. */
class AppRoleLoginTest {

  private static final String TENANT = "99999999-9999-9999-9999-99999999999a";
  private static final Consumer<BindingsBuilder> READER =
      b -> b.bind(BoundField.APP_ROLES, List.of("Reader", "Secrets.Read"));

  @Test
  void oneOfTheBoundRolesIsEnough() {
    LoginGrant grant =
        Logins.grant(start(role(READER), roles(List.of("Other", "Secrets.Read")).mint()));

    assertThat(grant.proved().appRoles()).containsExactly(new EntraRole("Secrets.Read"));
    assertThat(grant.groupAliases()).as("groups_claim is groups").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void otherRolesAreRefused(Object roles) {
    Denial denial = Logins.onlyDenial(start(role(READER), roles(roles).mint()));

    assertThat(denial.reason()).isEqualTo(DenialReason.APP_ROLE_NOT_BOUND);
    assertThat(denial.check()).isEqualTo(CheckName.BOUND_APP_ROLE);
    assertThat(denial.callerText()).doesNotContain("Secrets.Read,");
  }

  static Stream<Object> unfit() {
    return Stream.of(
        "reader",
        "Reader ",
        "Secrets",
        "",
        List.of(),
        List.of("READER", 7),
        Map.of("Reader", true),
        List.of(List.of("Reader")),
        7,
        "*");
  }

  @Test
  void aTokenWithoutRolesIsRefusedWhereTheRoleBindsThem() {
    assertThat(Logins.onlyDenial(start(role(READER), new TokenMint().mint())).reason())
        .isEqualTo(DenialReason.APP_ROLE_NOT_BOUND);
  }

  @Test
  void appRolesComeOnTopOfTheOtherBindings() {
    AzureRole both =
        role(
            READER.andThen(
                b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(Logins.OTHER)).match("all")));

    assertThat(Logins.onlyDenial(start(both, roles("Reader").mint())).reason())
        .isEqualTo(DenialReason.PRINCIPAL_NOT_BOUND);
  }

  @Test
  void appRolesNamePeople() {
    TokenMint person = roles("Reader").with("idtyp", "user");

    assertThat(start(role(READER.andThen(b -> b.allowUserTokens(true))), person.mint()))
        .isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void rolesOfAnotherTenantAreBoundWithItsId() {
    AzureClaims claims = roles("Reader").with("tid", TENANT).mint().ofAdditionalTenant();
    Consumer<BindingsBuilder> there = b -> b.bind(BoundField.TENANTS, List.of(TENANT));

    assertThat(Logins.onlyDenial(start(role(READER.andThen(there)), claims)).reason())
        .isEqualTo(DenialReason.APP_ROLE_NOT_BOUND);
    LoginGrant grant =
        Logins.grant(
            start(
                role(
                    there.andThen(
                        b ->
                            b.bind(BoundField.APP_ROLES, List.of(TENANT + "/Reader"))
                                .groupsClaim("roles"))),
                claims));
    assertThat(grant.groupAliases()).containsExactly("app_role:" + TENANT + "/Reader");
  }

  @Test
  void externalGroupsCanBeNamedAfterAppRoles() {
    LoginGrant grant =
        Logins.grant(
            start(
                role(READER.andThen(b -> b.groupsClaim("roles"))),
                roles(List.of("Reader", "Reader", "b c", ""))
                    .with("groups", List.of("g1"))
                    .mint()));

    assertThat(grant.groupAliases()).containsExactly("app_role:Reader", "app_role:b c");
  }

  @Test
  void noGroupIsTakenForAnAppRole() {
    LoginGrant grant =
        Logins.grant(
            start(
                role(READER),
                roles("Reader").with("groups", List.of("app_role:Owner", "g1")).mint()));

    assertThat(grant.groupAliases()).containsExactly("g1");
  }

  @Test
  void aRenewalComparesTheRolesOfTheLogin() {
    var proved = Logins.grant(start(role(READER), roles("Reader").mint())).proved();
    MountTenants tenants = new MountTenants(Optional.empty(), Set.of());

    assertThat(RenewalPolicy.denials(role(READER), proved, tenants)).isEmpty();
    assertThat(
            RenewalPolicy.denials(
                role(b -> b.bind(BoundField.APP_ROLES, List.of("Secrets.Read"))), proved, tenants))
        .extracting(Denial::reason)
        .containsExactly(DenialReason.APP_ROLE_NOT_BOUND);
  }

  @Test
  void appRolesAreNamed() {
    BindingsBuilder builder = role(READER).toBuilder().bindings();
    builder.bind(BoundField.APP_ROLES, List.of("*")).groupsClaim("wids");

    assertThat(builder.problems())
        .containsExactly(
            "bound_app_roles must name app roles, not \"*\"",
            "groups_claim must be \"groups\" or \"roles\"");
  }

  private static TokenMint roles(Object value) {
    return new TokenMint().with("roles", value);
  }

  private static AzureRole role(Consumer<BindingsBuilder> bindings) {
    return LoginPolicyTest.role(bindings);
  }

  private static LoginStep start(AzureRole role, AzureClaims claims) {
    return LoginPolicy.start(role, claims, LoginRequest.NOTHING, AudienceKind.CUSTOM, Logins.NOW);
  }
}
