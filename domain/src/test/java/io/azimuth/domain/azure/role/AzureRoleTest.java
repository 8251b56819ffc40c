package io.azimuth.domain.azure.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureRoleTest {

  private static final MountFacts MOUNT = new MountFacts(Duration.ofDays(32), false, false);
  private static final List<String> PRINCIPAL = List.of(TokenMint.OID);
  private static final List<String> ANY = List.of("*");
  private static final String UNSPECIFIC =
      "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids)";

  private final AzureRoleBuilder role = AzureRole.builder(new RoleName("dev"));

  @Test
  void takesARoleThatNamesAPrincipal() {
    role.bindings().servicePrincipals(PRINCIPAL);

    assertThat(role.check(MOUNT)).isEqualTo(new RoleCheck(List.of(), List.of()));
    assertThat(role.build().bindings().identity().boundPrincipals().values())
        .containsExactly(TokenMint.OID);
  }

  @Test
  void tellsAListThatWasNeverSetFromAnEmptyOne() {
    role.bindings().servicePrincipals(PRINCIPAL).groups(List.of());
    AzureRole stored = role.build().toBuilder().build();

    assertThat(stored.bindings().identity().groups()).contains(BoundList.NONE);
    assertThat(stored.bindings().identity().appIds()).isEmpty();
    assertThat(stored.bindings().resource().subscriptions()).isEmpty();
  }

  @Test
  void survivesAnUpdateOfOnePart() {
    role.bindings()
        .servicePrincipals(PRINCIPAL)
        .groups(List.of("g"))
        .appIds(List.of(TokenMint.APP))
        .subscriptions(List.of("s"))
        .resourceGroups(List.of("r"))
        .locations(List.of("l"))
        .scaleSets(List.of("v"))
        .resourceIds(List.of(TokenMint.VM))
        .resourceTypes(List.of("Microsoft.Compute/virtualMachines"))
        .match("any")
        .maxTokenAge(Duration.ofHours(1))
        .allowUserTokens(true)
        .aliasSource("app_id");
    role.tokenSettings().policies(List.of("p"));
    role.deprecated(DeprecatedField.POLICIES, true);
    AzureRole stored = role.build();

    assertThat(stored.toBuilder().build()).isEqualTo(stored);
    AzureRoleBuilder update = stored.toBuilder();
    update.bindings().groups(List.of());
    update.deprecated(DeprecatedField.POLICIES, false);
    assertThat(update.build().bindings().identity().appIds()).isPresent();
    assertThat(update.build().deprecated()).isEmpty();
  }

  @Test
  void refusesARoleWithoutBindings() {
    assertThat(role.check(MOUNT).problems())
        .containsExactly("must have at least one bound constraint when creating/updating a role");
    role.bindings().servicePrincipals(List.of());
    assertThat(role.check(MOUNT).problems())
        .containsExactly("must have at least one bound constraint when creating/updating a role");
  }

  @Test
  void refusesARoleThatNamesNobody() {
    role.bindings().subscriptions(List.of(TokenMint.SUBSCRIPTION));
    assertThat(role.check(MOUNT).problems()).containsExactly(UNSPECIFIC);
  }

  @Test
  void refusesWildcardsWithoutAResource() {
    role.bindings().servicePrincipals(ANY);
    assertThat(role.check(MOUNT).problems()).containsExactly(UNSPECIFIC);
    role.bindings().groups(ANY);
    assertThat(role.check(MOUNT).problems()).containsExactly(UNSPECIFIC);
  }

  @Test
  void takesAWildcardBesideANamedGroup() {
    role.bindings().servicePrincipals(ANY).groups(List.of("g"));

    assertThat(role.check(MOUNT).isAccepted()).isTrue();
    assertThat(role.check(MOUNT).warnings()).isEmpty();
  }

  @Test
  void warnsOfAWildcardBesideNamesThatAnybodyCanTake() {
    role.bindings().servicePrincipals(ANY).resourceGroups(List.of("prod"));
    assertThat(role.check(MOUNT).problems()).isEmpty();
    assertThat(role.check(MOUNT).warnings()).singleElement().asString().contains("not unique");

    role.bindings().subscriptions(List.of(TokenMint.SUBSCRIPTION));
    assertThat(role.check(MOUNT).warnings()).isEmpty();
  }

  @Test
  void refusesAWildcardWithMatchAny() {
    role.bindings().servicePrincipals(ANY).groups(List.of("g")).match("any");

    assertThat(role.check(MOUNT).problems())
        .containsExactly("match \"any\" cannot be used with \"*\"");
  }

  @Test
  void refusesAWildcardForAppIds() {
    role.bindings().appIds(ANY);

    assertThat(role.check(MOUNT).problems())
        .containsExactly("bound_app_ids must name app ids, not \"*\"");
  }

  @Test
  void refusesWordsItDoesNotKnow() {
    role.bindings()
        .servicePrincipals(PRINCIPAL)
        .match("All")
        .aliasSource("x")
        .resourceProof("x")
        .resourceIds(List.of("/x"))
        .resourceTypes(List.of("x"));

    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            "invalid resource id \"/x\"",
            "invalid resource type \"x\"",
            "match must be \"all\" or \"any\"",
            "alias_source must be \"oid\", \"app_id\", \"resource_id\" or \"scale_set\"",
            "resource_proof must be \"directory\" or \"claims\"");
    assertThatIllegalArgumentException().isThrownBy(role::build);
  }

  @Test
  void takesEmptyWordsForTheDefault() {
    role.bindings().servicePrincipals(PRINCIPAL).match("").aliasSource("").resourceProof("");

    assertThat(role.build().bindings().identity().match()).isEqualTo(Match.ALL);
    assertThat(role.build().bindings().aliasSource()).isEqualTo(AliasSource.OID);
    assertThat(role.build().bindings().resource().proof()).isEqualTo(ResourceProof.DIRECTORY);
  }

  @Test
  void refusesALocationThatNoClaimCouldProve() {
    role.bindings()
        .servicePrincipals(PRINCIPAL)
        .locations(List.of("westeurope"))
        .resourceProof("claims");

    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            "bound_locations needs resource_proof \"directory\": no claim holds a location");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 599})
  void refusesATokenAgeThatNoTokenMeets(long seconds) {
    role.bindings().servicePrincipals(PRINCIPAL).maxTokenAge(Duration.ofSeconds(seconds));

    assertThat(role.check(MOUNT).problems())
        .containsExactly("max_token_age must be 0 or at least 600 seconds");
  }

  @Test
  void warnsOfATokenAgeBelowThatOfCachedTokens() {
    role.bindings().servicePrincipals(PRINCIPAL).maxTokenAge(Duration.ofMinutes(10));
    assertThat(role.check(MOUNT).warnings()).singleElement().asString().contains("86700");

    role.bindings().maxTokenAge(Duration.ofSeconds(86_699));
    assertThat(role.check(MOUNT).warnings()).hasSize(1);

    role.bindings().maxTokenAge(Duration.ofMinutes(1445));
    assertThat(role.check(MOUNT).warnings()).isEmpty();
  }

  @Test
  void refusesAPeriodAboveTheMountsMaximum() {
    role.bindings().servicePrincipals(PRINCIPAL);
    role.tokenSettings().period(Duration.ofDays(32));
    assertThat(role.check(MOUNT).isAccepted()).isTrue();

    role.tokenSettings().period(Duration.ofDays(32).plusSeconds(1));
    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            "token period of \"768h0m1s\" is greater than the backend's maximum lease TTL of"
                + " \"768h0m0s\"");
  }

  @Test
  void warnsOfAMaximumAboveTheMounts() {
    role.bindings().servicePrincipals(PRINCIPAL);
    role.tokenSettings().maxTtl(Duration.ofDays(33));

    assertThat(role.check(MOUNT).warnings())
        .containsExactly(
            "max_ttl is greater than the system or backend mount's maximum TTL value; issued"
                + " tokens' max TTL value will be truncated");
  }

  @Test
  void reportsTokenFieldsFirst() {
    role.tokenSettings().numUses(-1);
    role.bindings().match("x");

    assertThat(role.check(MOUNT).problems())
        .containsExactly("'token_num_uses' cannot be negative", "match must be \"all\" or \"any\"");
  }

  @Test
  void usesTheOlderTextsForOlderNames() {
    role.bindings().servicePrincipals(PRINCIPAL);
    role.tokenSettings().ttl(Duration.ofSeconds(2)).maxTtl(Duration.ofSeconds(1)).numUses(-1);
    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            "'token_ttl' cannot be greater than 'token_max_ttl'",
            "'token_num_uses' cannot be negative");

    role.deprecated(DeprecatedField.TTL, true).deprecated(DeprecatedField.NUM_USES, true);
    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            "token num uses cannot be negative", "ttl should not be greater than max_ttl");
  }

  @Test
  void warnsOfGroupsThatNoTokenOfTheMountLists() {
    role.bindings().groups(List.of("g"));

    assertThat(role.check(new MountFacts(Duration.ofDays(1), true, false)).warnings())
        .singleElement()
        .asString()
        .contains("carry no groups");
    assertThat(role.check(new MountFacts(Duration.ofDays(1), true, true)).warnings()).isEmpty();
    assertThat(role.check(new MountFacts(Duration.ofDays(1), false, false)).warnings()).isEmpty();
  }

  @Test
  void warnsOfSharedEntitiesAndOfIdsThatMatchNothing() {
    role.bindings()
        .servicePrincipals(List.of("web", TokenMint.OID))
        .appIds(List.of("app"))
        .aliasSource("app_id");

    assertThat(role.check(MOUNT).warnings())
        .containsExactly(
            "alias_source \"app_id\": principals that share it share one entity",
            "bound_service_principal_ids: \"web\" is not a GUID and will match no token",
            "bound_app_ids: \"app\" is not a GUID and will match no token");
  }

  @Test
  void refusesScaleSetsOfMachinesThatNoClaimCouldProve() {
    role.bindings()
        .servicePrincipals(PRINCIPAL)
        .scaleSets(List.of("fleet"))
        .resourceTypes(List.of("Microsoft.Compute/virtualMachines"));
    assertThat(role.check(MOUNT).problems()).isEmpty();

    role.bindings().resourceProof("claims");
    String problem =
        "bound_scale_sets of virtual machines needs resource_proof \"directory\": no claim names the"
            + " scale set of a virtual machine";
    assertThat(role.check(MOUNT).problems()).containsExactly(problem);
    role.bindings().resourceTypes(List.of()).resourceIds(List.of(TokenMint.VM));
    assertThat(role.check(MOUNT).problems()).containsExactly(problem);
    role.bindings().resourceIds(List.of(TokenMint.VM, TokenMint.SCALE_SET));
    assertThat(role.check(MOUNT).problems()).isEmpty();
  }

  @Test
  void warnsThatClaimsProveUniformScaleSetsAndFirstPartyAudiencesOnly() {
    MountFacts firstParty = new MountFacts(Duration.ofDays(32), true, false);
    role.bindings().servicePrincipals(PRINCIPAL).resourceProof("claims");
    assertThat(role.check(MOUNT).warnings()).isEmpty();

    role.bindings().subscriptions(List.of(TokenMint.SUBSCRIPTION));
    assertThat(role.check(firstParty).warnings()).isEmpty();
    assertThat(role.check(MOUNT).warnings())
        .singleElement()
        .asString()
        .contains("takes only tokens for a first-party audience");

    role.bindings().scaleSets(List.of("fleet"));
    assertThat(role.check(firstParty).warnings())
        .singleElement()
        .asString()
        .contains("proves uniform scale sets only");
  }

  @Test
  void warnsOfBoundNamesThatNoResourceCanHave() {
    String instance = TokenMint.SCALE_SET + "/virtualMachines/4";
    role.bindings()
        .servicePrincipals(PRINCIPAL)
        .subscriptions(List.of("*"))
        .resourceGroups(List.of("prod."))
        .locations(List.of("west_europe", "West Europe"))
        .scaleSets(List.of("-fleet"))
        .resourceIds(List.of(instance))
        .resourceTypes(List.of("microsoft.compute/virtualmachinescalesets/virtualmachines"));

    assertThat(role.check(MOUNT).warnings())
        .containsExactly(
            "bound_subscription_ids: \"*\" is not a GUID and will match no token",
            "bound_resource_groups: \"prod.\" is not the name of a resource group and will match no"
                + " token",
            "bound_locations: \"west_europe\" is not a location and will match no token",
            "bound_scale_sets: \"-fleet\" is not the name of a scale set and will match no token",
            "bound_resource_ids: \""
                + instance
                + "\" is an instance of a scale set, where the set counts, and will match no token",
            "bound_resource_types: \"microsoft.compute/virtualmachinescalesets/virtualmachines\" is"
                + " an instance of a scale set, where the set counts, and will match no token");
  }
}
