package io.azimuth.domain.azure.rights;

import static io.azimuth.domain.azure.role.BoundField.GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SCALE_SETS;
import static io.azimuth.domain.azure.role.BoundField.SERVICE_PRINCIPALS;
import static io.azimuth.domain.azure.role.BoundField.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which rights a mount needs. */
class RightsRulesTest {

  private static final MountRights PLAIN = new MountRights(false, Optional.empty(), false);
  private static final String SUB = "22222222-2222-2222-2222-222222222222";
  private static final String OTHER = "33333333-3333-3333-3333-333333333333";
  private static final String GROUP = "/subscriptions/" + SUB + "/resourceGroups/rg-web";
  private static final String VM = "Microsoft.Compute/virtualMachines/read";
  private static final String SET = "Microsoft.Compute/virtualMachineScaleSets/read";
  private static final String UAI = "Microsoft.ManagedIdentity/userAssignedIdentities/read";
  private static final String PROVIDERS = "Microsoft.Resources/subscriptions/providers/read";
  private static final List<String> ANY = List.of("*");

  @Test
  void principalsAndAppIdsNeedNothing() {
    NeededRights needed = needed(PLAIN, role("web", Map.of(SERVICE_PRINCIPALS, List.of(SUB))));

    assertThat(needed).isEqualTo(new NeededRights(List.of(), List.of(), Optional.empty(), true));
  }

  @Test
  void aResourceGroupNeedsReadsOfMachinesThere() {
    NeededRights needed =
        needed(
            PLAIN,
            role(
                "web",
                Map.of(
                    SERVICE_PRINCIPALS, ANY,
                    SUBSCRIPTIONS, List.of(SUB),
                    RESOURCE_GROUPS, List.of("rg-web"))));

    assertThat(shown(needed))
        .containsExactly(
            VM + " on " + GROUP + " for [web]",
            SET + " on " + GROUP + " for [web]",
            UAI + " on " + GROUP + " for [web]");
  }

  @Test
  void anAttestationOfAUniformSetNeedsTheReadOfItsInstance() {
    AzureRoleBuilder builder =
        builder("web", Map.of(SERVICE_PRINCIPALS, ANY, SUBSCRIPTIONS, List.of(SUB)));
    builder.bindings().attestation(List.of("any"));

    assertThat(shown(needed(PLAIN, built(builder))))
        .contains(
            "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read on /subscriptions/"
                + SUB
                + " for some of [web]");
  }

  @Test
  void aRoleThatTakesTheClaimsAsProofNeedsNothing() {
    AzureRoleBuilder builder =
        builder("web", Map.of(SERVICE_PRINCIPALS, ANY, SUBSCRIPTIONS, List.of(SUB)));
    builder.bindings().resourceProof("claims");

    assertThat(needed(PLAIN, built(builder)).actions()).isEmpty();
  }

  @Test
  void tagsAloneNeedReadsOfWhichNothingTellsWhere() {
    AzureRoleBuilder builder = builder("web", Map.of(SERVICE_PRINCIPALS, ANY));
    builder.bindings().tags(Map.of("app", "web"));

    NeededRights needed = needed(PLAIN, built(builder));

    assertThat(needed.hasUnplaced()).isTrue();
    assertThat(needed.places()).isEmpty();
    assertThat(shown(needed)).contains(VM + " on ? for [web]");
  }

  @Test
  void placesFromOutsideAreWhereNoBindingTells() {
    NeededRights needed =
        needed(
            PLAIN,
            role(
                "web",
                Map.of(
                    SERVICE_PRINCIPALS, ANY,
                    RESOURCE_GROUPS, List.of("rg-web"),
                    RESOURCE_TYPES, List.of("Microsoft.Web/sites"))));

    NeededRights placed =
        RightsRules.placed(needed, List.of(AzureScope.parse(GROUP).orElseThrow()));

    assertThat(shown(placed))
        .containsExactly(
            PROVIDERS + " on /subscriptions/" + SUB + " for some of [web]",
            "Microsoft.Web/sites/read on " + GROUP + " for [web]");
  }

  @Test
  void aBoundResourceNeedsTheReadOfItAlone() {
    String machine = GROUP + "/providers/Microsoft.Compute/virtualMachines/web-1";
    String instance =
        GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/3";
    NeededRights needed =
        needed(
            PLAIN,
            role("web", Map.of(SERVICE_PRINCIPALS, ANY, RESOURCE_IDS, List.of(machine, instance))));

    assertThat(shown(needed))
        .containsExactly(
            VM + " on " + machine + " for [web]",
            SET
                + " on "
                + GROUP
                + "/providers/Microsoft.Compute/virtualMachineScaleSets/set for [web]",
            UAI + " on ? for some of [web]");
  }

  @Test
  void aTypeWhoseVersionIsNotKnownNeedsItsProvider() {
    NeededRights needed =
        needed(
            PLAIN,
            role(
                "web",
                Map.of(
                    SERVICE_PRINCIPALS, ANY,
                    SUBSCRIPTIONS, List.of(SUB),
                    RESOURCE_TYPES, List.of("Microsoft.Foo/bars", "Microsoft.Web/sites"))));

    assertThat(shown(needed))
        .containsExactly(
            "Microsoft.Foo/bars/read on /subscriptions/" + SUB + " for [web]",
            PROVIDERS + " on /subscriptions/" + SUB + " for [web]",
            "Microsoft.Web/sites/read on /subscriptions/" + SUB + " for [web]");
  }

  @Test
  void scaleSetsNeedMachinesTooAndIdentitiesOnlySometimes() {
    NeededRights needed =
        needed(
            PLAIN,
            role(
                "web",
                Map.of(
                    SERVICE_PRINCIPALS, ANY,
                    SUBSCRIPTIONS, List.of(SUB),
                    RESOURCE_GROUPS, List.of("rg-web"),
                    SCALE_SETS, List.of("set"))));

    assertThat(shown(needed))
        .containsExactly(
            VM + " on " + GROUP + " for [web]",
            SET + " on " + GROUP + " for [web]",
            UAI + " on " + GROUP + " for some of [web]");
  }

  @Test
  void whatASubscriptionGivesIsNotAskedForWithinIt() {
    NeededRights needed =
        needed(
            PLAIN,
            role(
                "narrow",
                Map.of(
                    SERVICE_PRINCIPALS, ANY,
                    SUBSCRIPTIONS, List.of(SUB, OTHER),
                    RESOURCE_GROUPS, List.of("rg-web"),
                    RESOURCE_TYPES, List.of(ResourceType.VIRTUAL_MACHINE.value()))),
            role(
                "wide",
                Map.of(
                    SERVICE_PRINCIPALS, ANY,
                    SUBSCRIPTIONS, List.of(SUB),
                    RESOURCE_TYPES, List.of(ResourceType.VIRTUAL_MACHINE.value()))));

    assertThat(shown(needed))
        .containsExactly(
            VM + " on /subscriptions/" + SUB + " for [narrow, wide]",
            UAI + " on /subscriptions/" + SUB + " for some of [narrow, wide]",
            VM + " on /subscriptions/" + OTHER + "/resourceGroups/rg-web for [narrow]",
            UAI + " on /subscriptions/" + OTHER + "/resourceGroups/rg-web for some of [narrow]");
  }

  @Test
  void groupsNeedGraphOnlyWhereTheMountResolvesThem() {
    AzureRole groups = role("team", Map.of(GROUPS, List.of(SUB)));
    MountRights resolving = new MountRights(true, Optional.empty(), false);

    assertThat(needed(PLAIN, groups).permissions()).isEmpty();
    assertThat(
            needed(resolving, role("web", Map.of(SERVICE_PRINCIPALS, List.of(SUB)))).permissions())
        .isEmpty();
    assertThat(needed(resolving, groups).permissions())
        .extracting(NeededPermission::role)
        .containsExactly(GraphAppRole.APPLICATION_READ);
    AzureRoleBuilder people = builder("team", Map.of(GROUPS, List.of(SUB)));
    people.bindings().allowUserTokens(true);
    assertThat(needed(resolving, built(people)).permissions())
        .extracting(NeededPermission::role)
        .containsExactly(
            GraphAppRole.APPLICATION_READ, GraphAppRole.USER_READ, GraphAppRole.GROUP_MEMBER_READ);
  }

  @Test
  void aSecretIsRotatedByAnOwnerAndACertificateByNobodyElse() {
    NeededRights secret = needed(new MountRights(false, Optional.of(RotatedKind.PASSWORD), true));
    NeededRights certificate =
        needed(new MountRights(false, Optional.of(RotatedKind.CERTIFICATE), false));

    assertThat(secret.permissions())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.role()).isEqualTo(GraphAppRole.APPLICATION_OWNED);
              assertThat(it.required()).isTrue();
            });
    assertThat(secret.ownership()).isPresent();
    assertThat(certificate.permissions())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.role()).isEqualTo(GraphAppRole.APPLICATION_READ);
              assertThat(it.required()).isFalse();
              assertThat(it.enough()).contains("Application.ReadWrite.OwnedBy");
            });
    assertThat(certificate.ownership()).isEmpty();
  }

  @Test
  void groupsAreNotReadWithTheRightToChangeOwnApplications() {
    NeededRights needed =
        needed(
            new MountRights(true, Optional.of(RotatedKind.CERTIFICATE), true),
            role("team", Map.of(GROUPS, List.of(SUB))));

    assertThat(needed.permissions())
        .singleElement()
        .satisfies(it -> assertThat(it.enough()).doesNotContain("Application.ReadWrite.OwnedBy"));
  }

  @Test
  void tooManyPlacesAreSaidToBeTooMany() {
    List<String> groups = IntStream.range(0, 100).mapToObj(i -> "rg-" + i).toList();
    List<String> subscriptions =
        IntStream.range(0, 20).mapToObj("33333333-3333-3333-3333-%012d"::formatted).toList();

    NeededRights needed =
        needed(
            PLAIN,
            role(
                "web",
                Map.of(
                    SERVICE_PRINCIPALS, ANY,
                    SUBSCRIPTIONS, subscriptions,
                    RESOURCE_GROUPS, groups)));

    assertThat(needed.complete()).isFalse();
    assertThat(needed.actions()).hasSize(ActionNeeds.MAX);
  }

  @Test
  void aThousandRolesOfManyPlacesTakeNoTime() {
    List<String> groups = IntStream.range(0, 2_000).mapToObj(i -> "rg-" + i).toList();
    List<String> subscriptions =
        IntStream.range(0, 500).mapToObj("33333333-3333-3333-3333-%012d"::formatted).toList();
    List<AzureRole> few =
        IntStream.range(0, 999)
            .mapToObj(
                i ->
                    role(
                        "web" + i,
                        Map.of(
                            SERVICE_PRINCIPALS, ANY,
                            SUBSCRIPTIONS, List.of(SUB),
                            RESOURCE_GROUPS, groups.subList(0, 150))))
            .toList();
    List<AzureRole> all = new ArrayList<>(few);
    all.add(
        role(
            "wide",
            Map.of(
                SERVICE_PRINCIPALS, ANY,
                SUBSCRIPTIONS, subscriptions,
                RESOURCE_GROUPS, groups)));

    NeededRights needed =
        assertTimeoutPreemptively(
            Duration.ofMinutes(2), () -> RightsRules.neededBy(PLAIN, all, true));

    assertThat(needed.complete()).isFalse();
    assertThat(needed.actions()).hasSize(ActionNeeds.MAX);
    assertThat(needed.actions().get(0).roles()).hasSize(999);
  }

  @Test
  void withoutRolesPlacesAndTypesAreEnough() {
    NeededRights needed =
        RightsRules.neededAt(
            PLAIN,
            List.of(AzureScope.of(new SubscriptionId(SUB))),
            List.of(ResourceType.USER_ASSIGNED_IDENTITY),
            true,
            true);

    assertThat(shown(needed)).containsExactly(UAI + " on /subscriptions/" + SUB + " for []");
    assertThat(needed.permissions()).isEmpty();
  }

  private static NeededRights needed(MountRights mount, AzureRole... roles) {
    return RightsRules.neededBy(mount, List.of(roles), true);
  }

  private static List<String> shown(NeededRights needed) {
    List<String> lines = new ArrayList<>();
    needed
        .actions()
        .forEach(
            it ->
                lines.add(
                    it.action()
                        + " on "
                        + it.scope().map(AzureScope::path).orElse("?")
                        + (it.required() ? " for " : " for some of ")
                        + it.roles()));
    return lines;
  }

  private static AzureRole role(String name, Map<BoundField, List<String>> lists) {
    return built(builder(name, lists));
  }

  private static AzureRoleBuilder builder(String name, Map<BoundField, List<String>> lists) {
    AzureRoleBuilder builder = AzureRole.builder(new RoleName(name));
    lists.forEach((field, values) -> builder.bindings().bind(field, values));
    builder.tokenSettings().ttl(Duration.ofHours(1));
    return builder;
  }

  private static AzureRole built(AzureRoleBuilder builder) {
    return builder.build();
  }
}
