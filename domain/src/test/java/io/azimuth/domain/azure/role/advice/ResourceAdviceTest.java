package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.LOCATIONS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SCALE_SETS;
import static io.azimuth.domain.azure.role.BoundField.SERVICE_PRINCIPALS;
import static io.azimuth.domain.azure.role.BoundField.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the linter says about the resources that a role binds. */
class ResourceAdviceTest extends RoleAdviceFixture {

  @Test
  void anAttestationNeedsIssuersOfTheMount() {
    MountFacts accepting =
        new MountFacts(
            SystemLifetimes.STANDARD,
            TokenTypeRule.DEFAULT_SERVICE,
            true,
            false,
            false,
            false,
            new MountTenants(Optional.empty(), Set.of()),
            true);
    role.bindings().attestation(List.of("any"));

    assertThat(codes(MOUNT)).containsExactly("no_attestation_issuers");
    assertThat(codes(accepting)).isEmpty();
  }

  @Test
  void wildcardAnywhereIsOneBesideNamesThatAnybodyCanTake() {
    bind(SERVICE_PRINCIPALS, ANY).bind(RESOURCE_IDS, List.of());
    bind(RESOURCE_GROUPS, List.of("prod")).bind(RESOURCE_TYPES, List.of(MACHINE));
    assertThat(found(MOUNT, "wildcard_anywhere").fields())
        .containsExactly("bound_service_principal_ids", "bound_subscription_ids");
    assertThat(warnings(MOUNT)).singleElement().asString().contains("not unique");

    bind(SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void wholeSubscriptionIsAWildcardWithNothingNarrower() {
    bind(SERVICE_PRINCIPALS, ANY).bind(RESOURCE_IDS, List.of());
    bind(SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION)).bind(RESOURCE_TYPES, List.of(MACHINE));
    assertThat(found(MOUNT, "whole_subscription").change()).isEmpty();
    assertThat(warnings(MOUNT)).isEmpty();

    bind(SCALE_SETS, List.of("fleet"));
    assertThat(codes(MOUNT)).isEmpty();
    bind(SCALE_SETS, List.of()).bind(SERVICE_PRINCIPALS, PRINCIPAL);
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void claimsProveNothingForAnAudienceOfOnesOwn() {
    role.bindings().resourceProof("claims");
    assertThat(codes(MOUNT)).isEmpty();
    assertThat(changed(OWN_AUDIENCE, "proof_without_claims").bindings().resource().proof())
        .hasToString("DIRECTORY");
    assertThat(warnings(OWN_AUDIENCE)).hasSize(1);

    bind(RESOURCE_IDS, List.of());
    assertThat(codes(OWN_AUDIENCE)).containsExactly("shared_identity");
  }

  @Test
  void claimsProveUniformScaleSetsOnly() {
    bind(RESOURCE_IDS, List.of(TokenMint.SCALE_SET)).bind(SCALE_SETS, List.of("fleet"));
    assertThat(codes(MOUNT)).isEmpty();

    role.bindings().resourceProof("claims");
    assertThat(found(MOUNT, "proof_of_flexible_set").fields())
        .containsExactly("resource_proof", "bound_scale_sets");
    changed(MOUNT, "proof_of_flexible_set");

    bind(SCALE_SETS, List.of()).role.bindings().aliasSource("scale_set");
    assertThat(codes(MOUNT)).containsExactly("proof_of_flexible_set", "shared_entity");
  }

  @Test
  void aLocationMayBeThatOfAnIdentity() {
    bind(RESOURCE_IDS, List.of()).bind(LOCATIONS, List.of("westeurope"));
    assertThat(found(MOUNT, "identity_region").sentence())
        .startsWith("bound_locations: ")
        .contains("region of its user-assigned identity", "bound_resource_types");
    assertThat(types(changed(MOUNT, "identity_region"))).containsExactly(MACHINE, SCALE_SET);
    assertThat(warnings(MOUNT)).hasSize(1);

    bind(RESOURCE_TYPES, List.of(IDENTITY, "Microsoft.Web/sites"));
    assertThat(types(changed(MOUNT, "identity_region"))).containsExactly("Microsoft.Web/sites");
    bind(RESOURCE_TYPES, List.of(MACHINE));
    assertThat(codes(MOUNT)).isEmpty();
    bind(RESOURCE_TYPES, List.of(IDENTITY));
    assertThat(found(MOUNT, "identity_region").change()).isEmpty(); // none may widen the role

    bind(RESOURCE_TYPES, List.of()).bind(RESOURCE_IDS, List.of(TokenMint.IDENTITY));
    assertThat(found(MOUNT, "identity_region").change()).isEmpty();
    bind(RESOURCE_IDS, List.of(TokenMint.VM));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void aPlaceMayBeThatOfAnIdentity() {
    bind(RESOURCE_IDS, List.of()).bind(SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION));
    assertThat(found(MOUNT, "identity_place").fields())
        .containsExactly("bound_subscription_ids", "bound_resource_types");
    assertThat(types(changed(MOUNT, "identity_place"))).containsExactly(MACHINE, SCALE_SET);
    assertThat(warnings(MOUNT)).isEmpty();

    assertThat(codes(OWN_AUDIENCE)).isEmpty();
    bind(RESOURCE_TYPES, List.of(IDENTITY));
    assertThat(codes(MOUNT)).isEmpty();
    bind(RESOURCE_TYPES, List.of()).bind(RESOURCE_IDS, List.of(TokenMint.IDENTITY));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void tagsAreWrittenByMoreThanWhoOwnsTheMachine() {
    role.bindings().tags(Map.of("env", "prod"));
    assertThat(found(MOUNT, "tag_writers").fields()).containsExactly("bound_tags");
    assertThat(warnings(MOUNT))
        .singleElement()
        .asString()
        .contains("Tag Contributor", "Microsoft.Resources/tags/write")
        .doesNotContain("identity");

    bind(RESOURCE_IDS, List.of());
    assertThat(found(MOUNT, "tag_writers").sentence())
        .contains("the tags of its user-assigned identity count");
    assertThat(found(MOUNT, "tag_writers").change()).isEmpty();
  }

  @Test
  void tagsOfAnySubscriptionNarrowAWildcardNotAtAll() {
    bind(RESOURCE_IDS, List.of()).bind(SERVICE_PRINCIPALS, List.of("*"));
    role.bindings().tags(Map.of("env", "prod"));

    assertThat(codes(MOUNT)).contains("wildcard_anywhere", "tag_writers");
  }

  @Test
  void mappedTagsAreThoseOfWhoeverWritesThem() {
    role.bindings().claimMappings(Map.of("sub", "subject"));
    assertThat(codes(MOUNT)).isEmpty();

    role.bindings().tagMappings(Map.of("team", "team"));
    assertThat(found(MOUNT, "mapped_tag_writers").fields()).containsExactly("tag_mappings");
    assertThat(RoleAdvice.warnings(role.build(), MOUNT)).hasSize(1);
  }

  @Test
  void renewalsProveNothingWithoutAResource() {
    role.bindings().renewResourceProof(true);
    assertThat(codes(MOUNT)).isEmpty();

    bind(RESOURCE_IDS, List.of());
    assertThat(warnings(MOUNT))
        .containsExactly("renew_resource_proof has no effect: the role binds no resource");
    assertThat(changed(MOUNT, "renewal_unused").bindings().resource().renewProof()).isFalse();
  }
}
