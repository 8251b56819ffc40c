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
      "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids): a role"
          + " bound to places alone would never grant a login";

  private final AzureRoleBuilder role = AzureRole.builder(new RoleName("dev"));

  @Test
  void takesARoleThatNamesAPrincipal() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL);

    assertThat(role.check(MOUNT)).isEqualTo(new RoleCheck(List.of(), List.of()));
    assertThat(role.build().bindings().identity().bound(BoundField.SERVICE_PRINCIPALS).values())
        .containsExactly(TokenMint.OID);
  }

  @Test
  void tellsAListThatWasNeverSetFromAnEmptyOne() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.GROUPS, List.of());
    AzureRole stored = role.build().toBuilder().build();

    assertThat(stored.bindings().find(BoundField.GROUPS)).contains(BoundList.NONE);
    assertThat(stored.bindings().find(BoundField.APP_IDS)).isEmpty();
    assertThat(stored.bindings().find(BoundField.SUBSCRIPTIONS)).isEmpty();
  }

  @Test
  void survivesAnUpdateOfOnePart() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.GROUPS, List.of("g"))
        .bind(BoundField.APP_IDS, List.of(TokenMint.APP))
        .bind(BoundField.SUBSCRIPTIONS, List.of("s"))
        .bind(BoundField.RESOURCE_GROUPS, List.of("r"))
        .bind(BoundField.LOCATIONS, List.of("l"))
        .bind(BoundField.SCALE_SETS, List.of("v"))
        .bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM))
        .bind(BoundField.RESOURCE_TYPES, List.of("Microsoft.Compute/virtualMachines"))
        .match("any")
        .maxTokenAge(Duration.ofHours(1))
        .allowUserTokens(true)
        .aliasSource("app_id");
    role.tokenSettings().policies(List.of("p"));
    role.deprecated(DeprecatedField.POLICIES, true);
    AzureRole stored = role.build();

    assertThat(stored.toBuilder().build()).isEqualTo(stored);
    AzureRoleBuilder update = stored.toBuilder();
    update.bindings().bind(BoundField.GROUPS, List.of());
    update.deprecated(DeprecatedField.POLICIES, false);
    assertThat(update.build().bindings().find(BoundField.APP_IDS)).isPresent();
    assertThat(update.build().deprecated()).isEmpty();
  }

  @Test
  void refusesARoleWithoutBindings() {
    assertThat(role.check(MOUNT).problems())
        .containsExactly("must have at least one bound constraint when creating/updating a role");
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, List.of());
    assertThat(role.check(MOUNT).problems())
        .containsExactly("must have at least one bound constraint when creating/updating a role");
  }

  @Test
  void refusesARoleThatNamesNobody() {
    role.bindings().bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION));
    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            UNSPECIFIC
                + "; bound_service_principal_ids=\"*\" admits every principal of these places");
  }

  @Test
  void refusesWildcardsWithoutAResource() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, ANY);
    assertThat(role.check(MOUNT).problems()).containsExactly(UNSPECIFIC);
    role.bindings().bind(BoundField.GROUPS, ANY);
    assertThat(role.check(MOUNT).problems()).containsExactly(UNSPECIFIC);
  }

  @Test
  void takesAWildcardBesideANamedGroup() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, ANY).bind(BoundField.GROUPS, List.of("g"));

    assertThat(role.check(MOUNT).isAccepted()).isTrue();
    assertThat(role.check(MOUNT).warnings()).isEmpty();
  }

  @Test
  void warnsOfAWildcardBesideNamesThatAnybodyCanTake() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, ANY)
        .bind(BoundField.RESOURCE_GROUPS, List.of("prod"));
    assertThat(role.check(MOUNT).problems()).isEmpty();
    assertThat(role.check(MOUNT).warnings()).singleElement().asString().contains("not unique");

    role.bindings().bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION));
    assertThat(role.check(MOUNT).warnings()).isEmpty();
  }

  @Test
  void refusesAWildcardWithMatchAny() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, ANY)
        .bind(BoundField.GROUPS, List.of("g"))
        .match("any");

    assertThat(role.check(MOUNT).problems())
        .containsExactly("match \"any\" cannot be used with \"*\"");
  }

  @Test
  void refusesAWildcardForAppIds() {
    role.bindings().bind(BoundField.APP_IDS, ANY);

    assertThat(role.check(MOUNT).problems())
        .containsExactly("bound_app_ids must name app ids, not \"*\"");
  }

  @Test
  void refusesWordsItDoesNotKnow() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .match("All")
        .aliasSource("x")
        .resourceProof("x")
        .bind(BoundField.RESOURCE_IDS, List.of("/x"))
        .bind(BoundField.RESOURCE_TYPES, List.of("x"));

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
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .match("")
        .aliasSource("")
        .resourceProof("");

    assertThat(role.build().bindings().identity().match()).isEqualTo(Match.ALL);
    assertThat(role.build().bindings().aliasSource()).isEqualTo(AliasSource.OID);
    assertThat(role.build().bindings().resource().proof()).isEqualTo(ResourceProof.DIRECTORY);
  }

  @Test
  void refusesALocationThatNoClaimCouldProve() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.LOCATIONS, List.of("westeurope"))
        .resourceProof("claims");

    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            "bound_locations needs resource_proof \"directory\": no claim holds a location");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 599})
  void refusesATokenAgeThatNoTokenMeets(long seconds) {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .maxTokenAge(Duration.ofSeconds(seconds));

    assertThat(role.check(MOUNT).problems())
        .containsExactly("max_token_age must be 0 or at least 600 seconds");
  }

  @Test
  void warnsOfATokenAgeBelowThatOfCachedTokens() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .maxTokenAge(Duration.ofMinutes(10));
    assertThat(role.check(MOUNT).warnings()).singleElement().asString().contains("86700");

    role.bindings().maxTokenAge(Duration.ofSeconds(86_699));
    assertThat(role.check(MOUNT).warnings()).hasSize(1);

    role.bindings().maxTokenAge(Duration.ofMinutes(1445));
    assertThat(role.check(MOUNT).warnings()).isEmpty();
  }

  @Test
  void refusesAPeriodAboveTheMountsMaximum() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL);
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
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL);
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
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL);
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
    role.bindings().bind(BoundField.GROUPS, List.of("g"));

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
        .bind(BoundField.SERVICE_PRINCIPALS, List.of("web", TokenMint.OID))
        .bind(BoundField.APP_IDS, List.of("app"))
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
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.SCALE_SETS, List.of("fleet"))
        .bind(BoundField.RESOURCE_TYPES, List.of("Microsoft.Compute/virtualMachines"));
    assertThat(role.check(MOUNT).problems()).isEmpty();

    role.bindings().resourceProof("claims");
    String problem =
        "bound_scale_sets of virtual machines needs resource_proof \"directory\": no claim names"
            + " the scale set of a virtual machine";
    assertThat(role.check(MOUNT).problems()).containsExactly(problem);
    role.bindings()
        .bind(BoundField.RESOURCE_TYPES, List.of())
        .bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM));
    assertThat(role.check(MOUNT).problems()).containsExactly(problem);
    role.bindings().bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM, TokenMint.SCALE_SET));
    assertThat(role.check(MOUNT).problems()).isEmpty();
  }

  @Test
  void warnsThatClaimsProveUniformScaleSetsAndFirstPartyAudiencesOnly() {
    MountFacts firstParty = new MountFacts(Duration.ofDays(32), true, false);
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL).resourceProof("claims");
    assertThat(role.check(MOUNT).warnings()).isEmpty();

    role.bindings().bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION));
    assertThat(role.check(firstParty).warnings()).isEmpty();
    assertThat(role.check(MOUNT).warnings())
        .singleElement()
        .asString()
        .contains("takes only tokens for a first-party audience");

    role.bindings().bind(BoundField.SCALE_SETS, List.of("fleet"));
    assertThat(role.check(firstParty).warnings())
        .singleElement()
        .asString()
        .contains("proves uniform scale sets only");
  }

  @Test
  void warnsThatALocationMayBeThatOfAnIdentity() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
        .bind(BoundField.LOCATIONS, List.of("westeurope"));
    assertThat(role.check(MOUNT).warnings())
        .singleElement()
        .asString()
        .startsWith("bound_locations: ")
        .contains("region of its user-assigned identity", "bound_resource_types");

    role.bindings().bind(BoundField.RESOURCE_TYPES, List.of("Microsoft.Compute/virtualMachines"));
    assertThat(role.check(MOUNT).warnings()).isEmpty();

    role.bindings()
        .bind(
            BoundField.RESOURCE_TYPES, List.of("microsoft.managedidentity/userassignedidentities"));
    assertThat(role.check(MOUNT).warnings()).hasSize(1);

    role.bindings()
        .bind(BoundField.RESOURCE_TYPES, List.of())
        .bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM));
    assertThat(role.check(MOUNT).warnings()).isEmpty();
  }

  @Test
  void refusesARenewedProofThatClaimsCannotGive() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
        .resourceProof("claims")
        .renewResourceProof(true);

    assertThat(role.check(MOUNT).problems())
        .containsExactly(
            "renew_resource_proof needs resource_proof \"directory\": \"claims\" never asks Azure");
  }

  @Test
  void warnsOfARenewedProofWithoutResources() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL).renewResourceProof(true);

    assertThat(role.check(MOUNT).warnings())
        .containsExactly("renew_resource_proof has no effect: the role binds no resource");
  }

  @Test
  void warnsOfBoundNamesThatNoResourceCanHave() {
    String instance = TokenMint.SCALE_SET + "/virtualMachines/4";
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.SUBSCRIPTIONS, List.of("*"))
        .bind(BoundField.RESOURCE_GROUPS, List.of("prod."))
        .bind(BoundField.LOCATIONS, List.of("west_europe", "West Europe"))
        .bind(BoundField.SCALE_SETS, List.of("-fleet"))
        .bind(BoundField.RESOURCE_IDS, List.of(instance))
        .bind(
            BoundField.RESOURCE_TYPES,
            List.of("microsoft.compute/virtualmachinescalesets/virtualmachines"));

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
