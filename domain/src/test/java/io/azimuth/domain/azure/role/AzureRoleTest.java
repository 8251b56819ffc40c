package io.azimuth.domain.azure.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureRoleTest {

  private static final Duration MAX = Duration.ofDays(32);
  private static final List<String> PRINCIPAL = List.of(TokenMint.OID);
  private static final List<String> ANY = List.of("*");
  private static final String UNSPECIFIC =
      "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids): a role"
          + " bound to places alone would never grant a login";

  private final AzureRoleBuilder role = AzureRole.builder(new RoleName("dev"));

  @Test
  void takesARoleThatNamesAPrincipal() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL);

    assertThat(role.problems(MAX)).isEmpty();
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
    assertThat(role.problems(MAX))
        .containsExactly("must have at least one bound constraint when creating/updating a role");
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, List.of());
    assertThat(role.problems(MAX))
        .containsExactly("must have at least one bound constraint when creating/updating a role");
  }

  @Test
  void refusesARoleThatNamesNobody() {
    role.bindings().bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION));
    assertThat(role.problems(MAX))
        .containsExactly(
            UNSPECIFIC
                + "; bound_service_principal_ids=\"*\" admits every principal of these places");
  }

  @Test
  void refusesWildcardsWithoutAResource() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, ANY);
    assertThat(role.problems(MAX)).containsExactly(UNSPECIFIC);
    role.bindings().bind(BoundField.GROUPS, ANY);
    assertThat(role.problems(MAX)).containsExactly(UNSPECIFIC);
  }

  @Test
  void takesAWildcardBesideANamedGroup() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, ANY).bind(BoundField.GROUPS, List.of("g"));

    assertThat(role.problems(MAX)).isEmpty();
  }

  @Test
  void refusesAWildcardWithMatchAny() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, ANY)
        .bind(BoundField.GROUPS, List.of("g"))
        .match("any");

    assertThat(role.problems(MAX)).containsExactly("match \"any\" cannot be used with \"*\"");
  }

  @Test
  void refusesAWildcardForAppIds() {
    role.bindings().bind(BoundField.APP_IDS, ANY);

    assertThat(role.problems(MAX)).containsExactly("bound_app_ids must name app ids, not \"*\"");
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

    assertThat(role.problems(MAX))
        .containsExactly(
            "match must be \"all\" or \"any\"",
            "invalid resource id \"/x\"",
            "invalid resource type \"x\"",
            "resource_proof must be \"directory\" or \"claims\"",
            "alias_source must be \"oid\", \"app_id\", \"resource_id\" or \"scale_set\"");
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

    assertThat(role.problems(MAX))
        .containsExactly(
            "bound_locations needs resource_proof \"directory\": no claim holds a location");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 599})
  void refusesATokenAgeThatNoTokenMeets(long seconds) {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .maxTokenAge(Duration.ofSeconds(seconds));

    assertThat(role.problems(MAX))
        .containsExactly("max_token_age must be 0 or at least 600 seconds");
  }

  @Test
  void refusesAPeriodAboveTheMountsMaximum() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL);
    role.tokenSettings().period(Duration.ofDays(32));
    assertThat(role.problems(MAX)).isEmpty();

    role.tokenSettings().period(Duration.ofDays(32).plusSeconds(1));
    assertThat(role.problems(MAX))
        .containsExactly(
            "token period of \"768h0m1s\" is greater than the backend's maximum lease TTL of"
                + " \"768h0m0s\"");
  }

  @Test
  void reportsTokenFieldsFirst() {
    role.tokenSettings().numUses(-1);
    role.bindings().match("x");

    assertThat(role.problems(MAX))
        .containsExactly("'token_num_uses' cannot be negative", "match must be \"all\" or \"any\"");
  }

  @Test
  void usesTheOlderTextsForOlderNames() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL);
    role.tokenSettings().ttl(Duration.ofSeconds(2)).maxTtl(Duration.ofSeconds(1)).numUses(-1);
    assertThat(role.problems(MAX))
        .containsExactly(
            "'token_ttl' cannot be greater than 'token_max_ttl'",
            "'token_num_uses' cannot be negative");

    role.deprecated(DeprecatedField.TTL, true).deprecated(DeprecatedField.NUM_USES, true);
    assertThat(role.problems(MAX))
        .containsExactly(
            "token num uses cannot be negative", "ttl should not be greater than max_ttl");
  }

  @Test
  void refusesScaleSetsOfMachinesThatNoClaimCouldProve() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.SCALE_SETS, List.of("fleet"))
        .bind(BoundField.RESOURCE_TYPES, List.of("Microsoft.Compute/virtualMachines"));
    assertThat(role.problems(MAX)).isEmpty();

    role.bindings().resourceProof("claims");
    String problem =
        "bound_scale_sets of virtual machines needs resource_proof \"directory\": no claim names"
            + " the scale set of a virtual machine";
    assertThat(role.problems(MAX)).containsExactly(problem);
    role.bindings()
        .bind(BoundField.RESOURCE_TYPES, List.of())
        .bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM));
    assertThat(role.problems(MAX)).containsExactly(problem);
    role.bindings().bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM, TokenMint.SCALE_SET));
    assertThat(role.problems(MAX)).isEmpty();
  }

  @Test
  void refusesTagsThatClaimsCannotProve() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .tags(Map.of("env", "prod"))
        .resourceProof("claims");

    assertThat(role.problems(MAX))
        .containsExactly("bound_tags needs resource_proof \"directory\": no claim holds a tag");
    role.bindings().resourceProof("");
    assertThat(role.problems(MAX)).isEmpty();
    assertThat(role.build().bindings().resource().isBound()).isTrue();
  }

  @Test
  void tagsAloneNameNobody() {
    role.bindings().tags(Map.of("env", "prod"));

    assertThat(role.problems(MAX))
        .singleElement()
        .asString()
        .startsWith("expected specific bound_group_ids or bound_service_principal_ids");
  }

  @Test
  void reportsTagsThatNoResourceHas() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .tags(Map.of("env", "prod", "ENV", "dev"));

    assertThat(role.problems(MAX))
        .containsExactly(
            "bound_tags names a tag twice: the case of letters does not count in names");
  }

  @Test
  void refusesARenewedProofThatClaimsCannotGive() {
    role.bindings()
        .bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL)
        .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
        .resourceProof("claims")
        .renewResourceProof(true);

    assertThat(role.problems(MAX))
        .containsExactly(
            "renew_resource_proof needs resource_proof \"directory\": \"claims\" never asks Azure");
  }

  @Test
  void refusesAnAttestedDocumentThatCouldBeComparedWithNothing() {
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, PRINCIPAL).requireAttestedDocument(true);
    assertThat(role.problems(MAX))
        .containsExactly(
            "require_attested_document needs a binding to resources, such as"
                + " bound_subscription_ids: a login without a resource has no machine");

    role.bindings()
        .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
        .resourceProof("claims");
    assertThat(role.problems(MAX))
        .containsExactly(
            "require_attested_document needs resource_proof \"directory\": its vmId is compared"
                + " with Resource Manager's");

    role.bindings().resourceProof("directory");
    assertThat(role.problems(MAX)).isEmpty();
  }
}
