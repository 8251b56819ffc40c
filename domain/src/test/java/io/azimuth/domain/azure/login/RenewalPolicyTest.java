package io.azimuth.domain.azure.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RenewalPolicyTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String OTHER = "99999999-9999-9999-9999-999999999999";
  private static final String APP = "66666666-6666-6666-6666-666666666666";
  private static final String GROUP = "77777777-7777-7777-7777-777777777777";
  private static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
  private static final String MACHINE =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-1";
  private static final PrincipalId PRINCIPAL = new PrincipalId(OID);
  private static final ResourceId ID = ResourceId.parse(MACHINE).orElseThrow();

  private static final MountTenants NO_TENANT = new MountTenants(Optional.empty(), Set.of());

  private static final ProvedFacts PROVED =
      proved(LoginResource.Basis.RESOURCE_CLAIM, Optional.of(AppId.parse(APP).orElseThrow()));

  @Test
  void grantsWhatTheLoginProved() {
    assertThat(
            reasons(
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID))
                        .bind(BoundField.GROUPS, List.of(GROUP))
                        .bind(BoundField.APP_IDS, List.of(APP))
                        .bind(BoundField.SUBSCRIPTIONS, List.of(SUBSCRIPTION))
                        .bind(BoundField.RESOURCE_GROUPS, List.of("RG-WEB"))
                        .bind(BoundField.RESOURCE_IDS, List.of(MACHINE))
                        .bind(
                            BoundField.RESOURCE_TYPES, List.of("Microsoft.Compute/virtualMachines"))
                        .bind(BoundField.SCALE_SETS, List.of("pool"))
                        .bind(BoundField.LOCATIONS, List.of("West Europe"))))
        .isEmpty();
  }

  @Test
  void refusesEachBindingThatTheRoleChanged() {
    assertThat(reasons(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OTHER))))
        .containsExactly(DenialReason.PRINCIPAL_NOT_BOUND);
    assertThat(reasons(b -> b.bind(BoundField.GROUPS, List.of(OTHER))))
        .containsExactly(DenialReason.GROUP_NOT_BOUND);
    assertThat(reasons(b -> b.bind(BoundField.APP_IDS, List.of(OTHER))))
        .containsExactly(DenialReason.APP_ID_NOT_BOUND);
    assertThat(reasons(any(b -> b.bind(BoundField.SUBSCRIPTIONS, List.of(OTHER)))))
        .containsExactly(DenialReason.SUBSCRIPTION_NOT_BOUND);
    assertThat(reasons(any(b -> b.bind(BoundField.RESOURCE_GROUPS, List.of("rg-web-prod")))))
        .containsExactly(DenialReason.RESOURCE_GROUP_NOT_BOUND);
    assertThat(reasons(any(b -> b.bind(BoundField.RESOURCE_IDS, List.of(MACHINE + "0")))))
        .containsExactly(DenialReason.RESOURCE_ID_NOT_BOUND);
    assertThat(reasons(any(b -> b.bind(BoundField.RESOURCE_TYPES, List.of("Microsoft.Web/sites")))))
        .containsExactly(DenialReason.RESOURCE_TYPE_NOT_BOUND);
    assertThat(reasons(any(b -> b.bind(BoundField.SCALE_SETS, List.of("pool-2")))))
        .containsExactly(DenialReason.SCALE_SET_NOT_BOUND);
    assertThat(reasons(any(b -> b.bind(BoundField.LOCATIONS, List.of("eastus")))))
        .containsExactly(DenialReason.LOCATION_NOT_BOUND);
  }

  @Test
  void namesEveryReason() {
    assertThat(
            reasons(
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OTHER))
                        .bind(BoundField.RESOURCE_GROUPS, List.of("rg-elsewhere"))))
        .containsExactly(DenialReason.PRINCIPAL_NOT_BOUND, DenialReason.RESOURCE_GROUP_NOT_BOUND);
  }

  @Test
  void eitherSufficesWhereTheRoleSaysAny() {
    assertThat(
            reasons(
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OTHER))
                        .bind(BoundField.GROUPS, List.of(GROUP))
                        .match("any")))
        .isEmpty();
    assertThat(
            reasons(
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID))
                        .bind(BoundField.GROUPS, List.of(OTHER))
                        .match("any")))
        .isEmpty();
    assertThat(
            reasons(
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OTHER))
                        .bind(BoundField.GROUPS, List.of(OTHER))
                        .match("any")))
        .containsExactly(DenialReason.PRINCIPAL_NOT_BOUND, DenialReason.GROUP_NOT_BOUND);
  }

  @Test
  void aUserIsNotRenewedOnceTheRoleAdmitsApplicationsOnly() {
    ProvedFacts user =
        new ProvedFacts(
            PRINCIPAL,
            Optional.empty(),
            true,
            PROVED.appId(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ResourceTags.NONE,
            Optional.empty());

    assertThat(
            reasons(
                user,
                b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID)).allowUserTokens(true)))
        .isEmpty();
    assertThat(reasons(user, b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID))))
        .containsExactly(DenialReason.USER_TOKEN);
  }

  @Test
  void aTokenOfAnEarlierVersionProvesItsPrincipalOnly() {
    ProvedFacts earlier = ProvedFacts.ofPrincipal(PRINCIPAL);

    assertThat(reasons(earlier, b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID))))
        .isEmpty();
    assertThat(
            reasons(
                earlier,
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID))
                        .bind(BoundField.GROUPS, List.of(GROUP))))
        .containsExactly(DenialReason.GROUP_NOT_BOUND);
    assertThat(
            reasons(
                earlier,
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID))
                        .bind(BoundField.APP_IDS, List.of(APP))))
        .containsExactly(DenialReason.APP_ID_NOT_BOUND);
    assertThat(
            reasons(
                earlier,
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(OID))
                        .bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))))
        .containsExactly(DenialReason.RESOURCE_UNPROVED);
  }

  @Test
  void asksAzureOnlyWhereTheRoleSaysSo() {
    assertThat(
            RenewalPolicy.asksFor(
                role(any(b -> b.bind(BoundField.RESOURCE_GROUPS, List.of("rg-web")))), PROVED))
        .isEmpty();
    assertThat(
            RenewalPolicy.asksFor(
                role(
                    any(
                        b ->
                            b.bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                                .renewResourceProof(true))),
                PROVED))
        .contains(ID);
  }

  @Test
  void refusesARemovedMachineAndARemovedIdentity() {
    AzureRole role =
        role(
            any(
                b ->
                    b.bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                        .renewResourceProof(true)));

    assertThat(reasons(role, PROVED, found(Optional.of(PRINCIPAL)))).isEmpty();
    assertThat(reasons(role, PROVED, ResourceAnswer.ABSENT))
        .containsExactly(DenialReason.RESOURCE_NOT_FOUND);
    assertThat(reasons(role, PROVED, ResourceAnswer.FORBIDDEN))
        .containsExactly(DenialReason.DIRECTORY_FORBIDDEN);
    assertThat(reasons(role, PROVED, found(Optional.empty())))
        .containsExactly(DenialReason.IDENTITY_NOT_ON_RESOURCE);
  }

  @Test
  void aNamedMachineIsProvedByItsOwnIdentityAlone() {
    AzureRole role =
        role(
            any(
                b ->
                    b.bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                        .renewResourceProof(true)));
    ResourceAnswer shared =
        ResourceAnswer.found(
            new ResourceFacts(
                ID, Optional.empty(), Optional.empty(), Set.of(PRINCIPAL), Optional.empty()));

    assertThat(reasons(role, PROVED, shared)).isEmpty();
    assertThat(reasons(role, proved(LoginResource.Basis.REQUEST, Optional.empty()), shared))
        .containsExactly(DenialReason.IDENTITY_NOT_ON_RESOURCE);
  }

  @Test
  void whatAzureSaysNowReplacesWhatItSaidAtTheLogin() {
    AzureRole role =
        role(
            any(b -> b.bind(BoundField.LOCATIONS, List.of("westeurope")).renewResourceProof(true)));
    ResourceAnswer moved =
        ResourceAnswer.found(
            new ResourceFacts(
                ID, Location.parse("eastus"), Optional.of(PRINCIPAL), Set.of(), Optional.empty()));

    List<Denial> denials = RenewalPolicy.denials(role, PROVED, moved);

    assertThat(denials).extracting(Denial::reason).containsExactly(DenialReason.LOCATION_NOT_BOUND);
    assertThat(denials.get(0).callerText()).doesNotContain("eastus");
  }

  @Test
  void comparesTheTagsThatTheLoginProved() {
    assertThat(reasons(any(b -> b.tags(Map.of("Env", "prod"))))).isEmpty();
    assertThat(reasons(any(b -> b.tags(Map.of("env", "Prod")))))
        .containsExactly(DenialReason.TAG_MISMATCH);
    assertThat(reasons(any(b -> b.tags(Map.of("env", "prod", "team", "pay")))))
        .containsExactly(DenialReason.TAG_MISMATCH);
  }

  @Test
  void theTagsThatAzureSaysNowReplaceThoseOfTheLogin() {
    AzureRole role = role(any(b -> b.tags(Map.of("env", "prod")).renewResourceProof(true)));
    ResourceFacts now = found(Optional.of(PRINCIPAL)).facts().orElseThrow();

    List<Denial> denials =
        RenewalPolicy.denials(
            role,
            PROVED,
            ResourceAnswer.found(now.withTags(ResourceTags.of(Map.of("env", "dev")))));

    assertThat(denials).extracting(Denial::reason).containsExactly(DenialReason.TAG_MISMATCH);
    assertThat(denials.get(0).actual()).isEqualTo("env=dev");
    assertThat(denials.get(0).callerText())
        .isEqualTo(
            "permission denied: the resource does not have every tag that the role binds"
                + " [tag_mismatch]");
    assertThat(
            reasons(
                role,
                PROVED,
                ResourceAnswer.found(now.withTags(ResourceTags.of(Map.of("ENV", "prod"))))))
        .isEmpty();
  }

  private static ResourceAnswer found(Optional<PrincipalId> own) {
    return ResourceAnswer.found(
        new ResourceFacts(ID, Optional.empty(), own, Set.of(), Optional.empty()));
  }

  private static ProvedFacts proved(LoginResource.Basis basis, Optional<AppId> appId) {
    return new ProvedFacts(
        PRINCIPAL,
        Optional.empty(),
        false,
        appId,
        Optional.empty(),
        Set.of(GroupId.parse(GROUP).orElseThrow()),
        Set.of(),
        Optional.of(new LoginResource(ID, basis)),
        Location.parse("westeurope"),
        ResourceId.parse(MACHINE.replace("virtualMachines/web-1", "virtualMachineScaleSets/pool")),
        ResourceTags.of(Map.of("env", "prod")),
        Optional.empty());
  }

  private static Consumer<BindingsBuilder> any(Consumer<BindingsBuilder> more) {
    return b -> more.accept(b.bind(BoundField.SERVICE_PRINCIPALS, List.of("*")));
  }

  private static AzureRole role(Consumer<BindingsBuilder> bindings) {
    return LoginPolicyTest.role(bindings);
  }

  private static List<DenialReason> reasons(Consumer<BindingsBuilder> bindings) {
    return reasons(PROVED, bindings);
  }

  private static List<DenialReason> reasons(
      ProvedFacts proved, Consumer<BindingsBuilder> bindings) {
    return reasons(proved, NO_TENANT, bindings);
  }

  private static List<DenialReason> reasons(
      ProvedFacts proved, MountTenants tenants, Consumer<BindingsBuilder> bindings) {
    return RenewalPolicy.denials(role(bindings), proved, tenants).stream()
        .map(Denial::reason)
        .toList();
  }

  private static List<DenialReason> reasons(
      AzureRole role, ProvedFacts proved, ResourceAnswer answer) {
    return RenewalPolicy.denials(role, proved, answer).stream().map(Denial::reason).toList();
  }
}
