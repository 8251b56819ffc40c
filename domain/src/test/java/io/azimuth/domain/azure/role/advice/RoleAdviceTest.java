package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.AGENT_BLUEPRINTS;
import static io.azimuth.domain.azure.role.BoundField.APP_IDS;
import static io.azimuth.domain.azure.role.BoundField.APP_ROLES;
import static io.azimuth.domain.azure.role.BoundField.GROUPS;
import static io.azimuth.domain.azure.role.BoundField.LOCATIONS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SCALE_SETS;
import static io.azimuth.domain.azure.role.BoundField.SERVICE_PRINCIPALS;
import static io.azimuth.domain.azure.role.BoundField.SUBSCRIPTIONS;
import static io.azimuth.domain.azure.role.BoundField.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.role.AgentAccess;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.DeprecatedField;
import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenAdviceCode;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleAdviceTest {

  private static final MountFacts MOUNT =
      new MountFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, true, false);
  private static final MountFacts OWN_AUDIENCE =
      new MountFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, false, false);
  private static final MountFacts RESOLVING =
      new MountFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, true, true);
  private static final List<String> PRINCIPAL = List.of(TokenMint.OID);
  private static final List<String> ANY = List.of("*");
  private static final List<String> GROUP = List.of("dddddddd-0000-4000-8000-000000000001");
  private static final String MACHINE = "Microsoft.Compute/virtualMachines";
  private static final String SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets";
  private static final String IDENTITY = "microsoft.managedidentity/userassignedidentities";

  /** A role with nothing to find: one machine, a short life, one policy. */
  private final AzureRoleBuilder role = AzureRole.builder(new RoleName("dev"));

  RoleAdviceTest() {
    bind(SERVICE_PRINCIPALS, PRINCIPAL).bind(RESOURCE_IDS, List.of(TokenMint.VM));
    role.tokenSettings().ttl(Duration.ofHours(1)).policies(List.of("web"));
  }

  @Test
  void aTenantThatTheMountDoesNotAcceptNeverMatches() {
    String own = "11111111-1111-1111-1111-111111111111";
    String other = "22222222-2222-2222-2222-222222222222";
    String unknown = "33333333-3333-3333-3333-333333333333";
    MountFacts mount =
        new MountFacts(
            SystemLifetimes.STANDARD,
            TokenTypeRule.DEFAULT_SERVICE,
            true,
            false,
            false,
            false,
            new MountTenants(TenantId.parse(own), Set.of(new TenantId(other))));
    bind(TENANTS, List.of(own, other));
    assertThat(codes(mount)).isEmpty();

    bind(TENANTS, List.of(own, unknown));

    assertThat(codes(mount)).containsExactly("never_matches");
    assertThat(codes(MOUNT)).isEmpty();
  }

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
  void findsNothingOnANarrowRole() {
    assertThat(codes(MOUNT)).isEmpty();
    assertThat(codes(OWN_AUDIENCE)).isEmpty();
  }

  @Test
  void anExpressionThatOnlyKeepsLoginsOutIsFound() {
    ExpressionMember sub = new ExpressionMember("claims", "sub");
    ExpressionMember groups = new ExpressionMember("claims", "groups");
    ExpressionMember location = new ExpressionMember("resource", "location");
    Function<ExpressionValues, Object> text = values -> values.find(sub).orElse("");
    Function<ExpressionValues, Collection<?>> list =
        values -> (Collection<?>) values.find(groups).orElseThrow();

    assertThat(expressing(sub, values -> !text.apply(values).equals("x"))).isNotEmpty();
    assertThat(expressing(groups, values -> !list.apply(values).contains("ops"))).isNotEmpty();
    assertThat(expressing(location, values -> true)).isNotEmpty();
    assertThat(expressing(sub, values -> text.apply(values).equals("x"))).isEmpty();
    assertThat(expressing(groups, values -> !list.apply(values).isEmpty())).isEmpty();
    assertThat(expressing(sub, values -> values.find(sub).isPresent())).isEmpty();
    assertThat(expressing(sub, values -> values.find(sub).isEmpty())).isEmpty();
  }

  @Test
  void aStoredExpressionThatCannotBeReadAdmitsNobody() {
    role.bindings()
        .reading(read -> Checked.of(BoundExpression.unreadable(read, "it has a loop")))
        .expression("claims.oid == 'x'");

    assertThat(found(MOUNT, "never_matches").sentence())
        .isEqualTo(
            "bound_expression cannot be read by this server (it has a loop), so the role admits no"
                + " login");
  }

  @Test
  void anExpressionThatAsksForWhatEachLoginHasKeepsNobodyOut() {
    ExpressionMember oid = new ExpressionMember("claims", "oid");

    assertThat(expressing(oid, values -> values.find(oid).isPresent()))
        .containsExactly("expression_excludes");
  }

  @Test
  void anExpressionThatIsAlwaysTrueIsNamedAtTheWriteToo() {
    role.bindings()
        .reading(read -> Checked.of(BoundExpression.of(alwaysTrue(read))))
        .expression("claims.oid == claims.oid");

    assertThat(codes(MOUNT)).containsExactly("expression_always");
    assertThat(RoleAdvice.warnings(role.build(), MOUNT))
        .singleElement()
        .asString()
        .startsWith("bound_expression is true for every login");
  }

  private static Expression alwaysTrue(String text) {
    return new Expression() {
      @Override
      public String text() {
        return text;
      }

      @Override
      public Set<ExpressionMember> members() {
        return Set.of(new ExpressionMember("claims", "oid"));
      }

      @Override
      public boolean holdsAlways() {
        return true;
      }

      @Override
      public ExpressionResult evaluate(ExpressionValues values) {
        return ExpressionResult.TRUE;
      }
    };
  }

  private List<String> expressing(ExpressionMember member, Predicate<ExpressionValues> holds) {
    Expression expression =
        new Expression() {
          @Override
          public String text() {
            return member.toString();
          }

          @Override
          public Set<ExpressionMember> members() {
            return Set.of(member);
          }

          @Override
          public ExpressionResult evaluate(ExpressionValues values) {
            try {
              return holds.test(values) ? ExpressionResult.TRUE : ExpressionResult.FALSE;
            } catch (NoSuchElementException e) {
              return ExpressionResult.unusable("it reads what has no value");
            }
          }
        };
    role.bindings()
        .reading(text -> Checked.of(BoundExpression.of(expression)))
        .expression(expression.text());
    return codes(MOUNT);
  }

  @Test
  void namesWarningsFirst() {
    bind(GROUPS, GROUP).role.bindings().bind(RESOURCE_IDS, List.of());

    assertThat(codes(MOUNT)).containsExactly("groups_not_in_token", "shared_identity");
  }

  @Test
  void sharedIdentityIsOneWithoutAResource() {
    bind(RESOURCE_IDS, List.of());
    RoleFinding<AzureRole> principal = found(MOUNT, "shared_identity");
    assertThat(principal.fields()).containsExactly("bound_service_principal_ids");
    assertThat(principal.sentence()).contains("user-assigned", "bind bound_resource_ids");
    assertThat(principal.change()).isEmpty();
    assertThat(found(OWN_AUDIENCE, "shared_identity").sentence())
        .endsWith("tokens for this mount's resource name no machine");

    bind(SERVICE_PRINCIPALS, List.of()).bind(APP_IDS, List.of(TokenMint.APP));
    assertThat(found(MOUNT, "shared_identity").fields()).containsExactly("bound_app_ids");

    bind(APP_IDS, List.of()).bind(GROUPS, GROUP);
    assertThat(codes(RESOLVING)).isEmpty();
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
  void groupsAreNotInTokensForAServiceOfMicrosoft() {
    bind(GROUPS, GROUP);
    assertThat(found(MOUNT, "groups_not_in_token").sentence()).contains("carry no groups");
    assertThat(warnings(MOUNT)).hasSize(1);
    assertThat(found(OWN_AUDIENCE, "groups_in_token").sentence()).contains("groupMembershipClaims");
    assertThat(warnings(OWN_AUDIENCE)).isEmpty();

    assertThat(codes(RESOLVING)).isEmpty();
    bind(GROUPS, ANY);
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
  void renewalsProveNothingWithoutAResource() {
    role.bindings().renewResourceProof(true);
    assertThat(codes(MOUNT)).isEmpty();

    bind(RESOURCE_IDS, List.of());
    assertThat(warnings(MOUNT))
        .containsExactly("renew_resource_proof has no effect: the role binds no resource");
    assertThat(changed(MOUNT, "renewal_unused").bindings().resource().renewProof()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "600, true", "86699, true", "86700, false"})
  void cachedTokensAreADayOld(long seconds, boolean found) {
    role.bindings().maxTokenAge(Duration.ofSeconds(seconds));

    assertThat(codes(MOUNT).contains("cached_token_age")).isEqualTo(found);
    assertThat(warnings(MOUNT)).hasSize(found ? 1 : 0);
    if (found) {
      assertThat(changed(MOUNT, "cached_token_age").bindings().maxTokenAge())
          .isEqualTo(Duration.ofMinutes(1445));
    }
  }

  @Test
  void whoTakesTokensOnceIsToldOfCachedOnes() {
    role.bindings().singleUseTokens(true);

    assertThat(codes(MOUNT)).containsExactly("cached_token_once");
    assertThat(warnings(MOUNT)).singleElement().asString().startsWith("single_use_tokens: ");
  }

  @Test
  void aSharedAliasIsASharedEntity() {
    role.bindings().aliasSource("resource_id");

    assertThat(warnings(MOUNT))
        .containsExactly("alias_source \"resource_id\": principals that share it share one entity");
    assertThat(changed(MOUNT, "shared_entity").bindings().aliasSource()).hasToString("OID");
  }

  @Test
  void peopleHaveNeitherAppIdsNorResources() {
    role.bindings().allowUserTokens(true);
    assertThat(found(MOUNT, "user_tokens_unused").fields())
        .containsExactly("allow_user_tokens", "bound_resource_ids");
    assertThat(changed(MOUNT, "user_tokens_unused").bindings().identity().allowUserTokens())
        .isFalse();

    bind(RESOURCE_IDS, List.of());
    role.bindings().tags(Map.of("env", "prod"));
    assertThat(found(MOUNT, "user_tokens_unused").fields())
        .containsExactly("allow_user_tokens", "bound_tags");

    role.bindings().tags(Map.of());
    bind(APP_IDS, List.of(TokenMint.APP));
    assertThat(codes(MOUNT)).containsExactly("shared_identity", "user_tokens_unused");
    bind(APP_IDS, List.of());
    assertThat(codes(MOUNT)).containsExactly("shared_identity");
  }

  @Test
  void aBlueprintAloneAdmitsWhateverIsMadeOfIt() {
    bind(RESOURCE_IDS, List.of()).bind(AGENT_BLUEPRINTS, List.of(TokenMint.APP));
    assertThat(codes(MOUNT)).doesNotContain("whole_blueprint");

    bind(SERVICE_PRINCIPALS, ANY);
    assertThat(found(MOUNT, "whole_blueprint").fields())
        .containsExactly("bound_agent_blueprint_ids");
    assertThat(RoleAdvice.warnings(role.build(), MOUNT))
        .anyMatch(it -> it.startsWith("bound_agent_blueprint_ids alone admits"));
  }

  @Test
  void agentsThatActForPeopleAreAskedForByName() {
    bind(RESOURCE_IDS, List.of());
    role.bindings().allowUserTokens(true);
    assertThat(codes(MOUNT)).containsExactly("shared_identity");
    assertThat(codes(OWN_AUDIENCE)).contains("agents_in_token");

    role.bindings().allowAgents("all");
    assertThat(found(MOUNT, "agents_for_people").sentence()).doesNotContain("which is off");
    assertThat(changed(MOUNT, "agents_for_people").bindings().identity().agents())
        .isEqualTo(AgentAccess.AUTONOMOUS);
    role.bindings().allowUserTokens(false);
    assertThat(found(MOUNT, "agents_for_people").sentence()).endsWith("which is off");
  }

  @Test
  void appRolesAreThoseOfTheApplicationOfTheToken() {
    bind(APP_ROLES, List.of("Secrets.Read"));
    assertThat(found(MOUNT, "app_roles_not_in_token").fields()).containsExactly("bound_app_roles");
    assertThat(codes(OWN_AUDIENCE)).isEmpty();
    assertThat(codes(several())).containsExactly("app_roles_of_several");

    bind(APP_ROLES, List.of());
    role.bindings().groupsClaim("roles");
    assertThat(found(several(), "app_roles_of_several").fields()).containsExactly("groups_claim");
  }

  @Test
  void mappedTagsAreThoseOfWhoeverWritesThem() {
    role.bindings().claimMappings(Map.of("sub", "subject"));
    assertThat(codes(MOUNT)).isEmpty();

    role.bindings().tagMappings(Map.of("team", "team"));
    assertThat(found(MOUNT, "mapped_tag_writers").fields()).containsExactly("tag_mappings");
    assertThat(RoleAdvice.warnings(role.build(), MOUNT)).hasSize(1);
  }

  private static MountFacts several() {
    return new MountFacts(
        SystemLifetimes.STANDARD,
        TokenTypeRule.DEFAULT_SERVICE,
        false,
        true,
        false,
        false,
        new MountTenants(Optional.empty(), Set.of()));
  }

  @Test
  void namesValuesThatNoLoginHas() {
    String instance = TokenMint.SCALE_SET + "/virtualMachines/4";
    bind(SERVICE_PRINCIPALS, List.of("web", TokenMint.OID))
        .bind(APP_IDS, List.of("app"))
        .bind(SUBSCRIPTIONS, ANY)
        .bind(RESOURCE_GROUPS, List.of("prod."))
        .bind(LOCATIONS, List.of("west_europe", "West Europe"))
        .bind(SCALE_SETS, List.of("-fleet"))
        .bind(RESOURCE_IDS, List.of(instance))
        .bind(RESOURCE_TYPES, List.of(SCALE_SET + "/virtualmachines"));

    assertThat(warnings(MOUNT))
        .containsExactly(
            "bound_service_principal_ids: \"web\" is not a GUID and will match no token",
            "bound_app_ids: \"app\" is not a GUID and will match no token",
            "bound_subscription_ids: \"*\" is not a GUID and will match no token",
            "bound_resource_groups: \"prod.\" is not the name of a resource group and will match no"
                + " token",
            "bound_locations: \"west_europe\" is not a location and will match no token",
            "bound_scale_sets: \"-fleet\" is not the name of a scale set and will match no token",
            "bound_resource_ids: \""
                + instance
                + "\" is an instance of a scale set, where the set counts, and will match no token",
            "bound_resource_types: \"Microsoft.Compute/virtualMachineScaleSets/virtualmachines\" is"
                + " an instance of a scale set, where the set counts, and will match no token");
  }

  @Test
  void takesAValueThatNeverMatchesOutOnlyWhereOthersRemain() {
    bind(SERVICE_PRINCIPALS, List.of("web", TokenMint.OID, "*"));
    AzureRole changed = changed(MOUNT, "never_matches");
    assertThat(changed.bindings().identity().bound(SERVICE_PRINCIPALS).values())
        .containsExactly(TokenMint.OID);

    bind(SERVICE_PRINCIPALS, List.of("web"));
    assertThat(found(MOUNT, "never_matches").change()).isEmpty();
    bind(SERVICE_PRINCIPALS, PRINCIPAL).bind(GROUPS, List.of("*", GROUP.get(0)));
    assertThat(warnings(RESOLVING))
        .containsExactly("bound_group_ids: \"*\" is beside other values and will match no token");
  }

  @Test
  void namesTenOfManyValuesThatNeverMatch() {
    bind(SERVICE_PRINCIPALS, IntStream.range(0, 100).mapToObj(n -> "web-" + n).toList());

    assertThat(warnings(MOUNT)).hasSize(11);
    assertThat(warnings(MOUNT).get(10))
        .isEqualTo("bound_service_principal_ids: 90 further values will match no token");
  }

  @Test
  void aListIsLongWithMoreThanAHundredValues() {
    bind(SERVICE_PRINCIPALS, Collections.nCopies(100, TokenMint.OID));
    assertThat(codes(MOUNT)).isEmpty();

    bind(SERVICE_PRINCIPALS, Collections.nCopies(101, TokenMint.OID));
    assertThat(found(MOUNT, "long_list").sentence())
        .startsWith("bound_service_principal_ids has 101 values");
  }

  @Test
  void aDefaultOfMoreThanADayIsLong() {
    role.tokenSettings().ttl(Duration.ZERO);
    assertThat(found(MOUNT, "no_ttl").sentence())
        .isEqualTo("token_ttl is not set: a token lives 768h");
    assertThat(changed(MOUNT, "no_ttl").tokenSettings().lifetimes().ttl())
        .isEqualTo(Duration.ofHours(1));
    assertThat(warnings(MOUNT)).isEmpty();

    assertThat(codes(mount(Duration.ofDays(1), TokenTypeRule.DEFAULT_SERVICE))).isEmpty();
    assertThat(codes(mount(Duration.ofSeconds(86_401), TokenTypeRule.DEFAULT_SERVICE)))
        .containsExactly("no_ttl");
    role.tokenSettings().maxTtl(Duration.ofDays(1));
    assertThat(codes(MOUNT)).isEmpty();
    role.tokenSettings().maxTtl(Duration.ZERO).ttl(Duration.ofDays(32));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void aMaximumAboveThatOfTheMountIsCut() {
    role.tokenSettings().maxTtl(Duration.ofDays(33));
    assertThat(warnings(MOUNT))
        .containsExactly(
            "max_ttl is greater than the system or backend mount's maximum TTL value; issued"
                + " tokens' max TTL value will be truncated");
    assertThat(changed(MOUNT, "max_ttl_cut").tokenSettings().lifetimes().maxTtl())
        .isEqualTo(Duration.ofDays(32));

    role.tokenSettings().ttl(Duration.ofDays(33));
    assertThat(codes(MOUNT)).containsExactly("max_ttl_cut", "ttl_cut");
    assertThat(changed(MOUNT, "max_ttl_cut").tokenSettings().lifetimes().ttl())
        .isEqualTo(Duration.ofDays(32));
    role.tokenSettings().ttl(Duration.ofDays(32)).maxTtl(Duration.ofDays(32));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void aLifeAboveTheExplicitMaximumIsCut() {
    role.tokenSettings().explicitMaxTtl(Duration.ofMinutes(30));
    assertThat(found(MOUNT, "ttl_cut").sentence()).endsWith("a token lives 30m");
    assertThat(changed(MOUNT, "ttl_cut").tokenSettings().lifetimes().ttl())
        .isEqualTo(Duration.ofMinutes(30));

    role.tokenSettings().explicitMaxTtl(Duration.ofHours(1));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void nobodyRevokesABatchToken() {
    role.tokenSettings().type("batch");
    assertThat(codes(MOUNT)).isEmpty();

    role.tokenSettings().ttl(Duration.ofSeconds(3_601));
    assertThat(found(MOUNT, "batch_tokens").sentence()).contains("cannot be revoked");
    changed(MOUNT, "batch_tokens");
    role.tokenSettings().type("default");
    assertThat(codes(MOUNT)).isEmpty();
    assertThat(codes(mount(Duration.ofDays(1), TokenTypeRule.BATCH)))
        .containsExactly("batch_tokens");
  }

  @Test
  void aBatchTokenOutlivesItsMachineWhereThatIsWatched() {
    assertThat(codes(watching(TokenTypeRule.DEFAULT_SERVICE))).isEmpty();
    assertThat(found(watching(TokenTypeRule.BATCH), "batch_unwatched").change()).isEmpty();
    role.tokenSettings().type("batch");

    assertThat(
            changed(watching(TokenTypeRule.DEFAULT_SERVICE), "batch_unwatched")
                .tokenSettings()
                .type())
        .hasToString("SERVICE");
    assertThat(codes(MOUNT)).isEmpty();
    bind(RESOURCE_IDS, List.of());
    assertThat(codes(watching(TokenTypeRule.DEFAULT_SERVICE))).doesNotContain("batch_unwatched");
  }

  private static MountFacts watching(TokenTypeRule types) {
    return new MountFacts(
        SystemLifetimes.STANDARD,
        types,
        true,
        false,
        false,
        true,
        new MountTenants(Optional.empty(), Set.of()));
  }

  @Test
  void aMountOfBatchTokensRefusesWhatTheyCannotHave() {
    role.tokenSettings().numUses(3);
    assertThat(codes(MOUNT)).isEmpty();

    MountFacts byDefault = mount(Duration.ofDays(1), TokenTypeRule.DEFAULT_BATCH);
    assertThat(found(byDefault, "batch_refused").sentence()).contains("\"num_uses\"");
    assertThat(changed(byDefault, "batch_refused").tokenSettings().type()).hasToString("SERVICE");
    assertThat(found(mount(Duration.ofDays(1), TokenTypeRule.BATCH), "batch_refused").change())
        .isEmpty();
  }

  @Test
  void aPeriodEndsWithAnExplicitMaximum() {
    role.tokenSettings().ttl(Duration.ZERO).period(Duration.ofDays(2));
    assertThat(changed(MOUNT, "endless_period").tokenSettings().lifetimes().explicitMaxTtl())
        .isEqualTo(Duration.ofDays(32));

    role.tokenSettings().explicitMaxTtl(Duration.ofDays(40));
    assertThat(codes(MOUNT)).isEmpty();
  }

  @Test
  void aRoleWithoutPoliciesGivesTheDefaultOne() {
    role.tokenSettings().policies(List.of("default"));
    assertThat(found(MOUNT, "no_policies").sentence()).contains("the policy default and those");

    role.tokenSettings().policies(List.of()).noDefaultPolicy(true);
    assertThat(found(MOUNT, "no_policies").sentence()).contains("no policy but those");
  }

  @Test
  void noLoginGivesRoot() {
    role.tokenSettings().policies(List.of("web", " ROOT"));

    assertThat(found(MOUNT, "policy_refused").sentence()).contains("root tokens");
    assertThat(changed(MOUNT, "policy_refused").tokenSettings().policies()).containsExactly("web");
  }

  @Test
  void namesPoliciesThatDoNotExist() {
    assertThat(RoleAdvice.on(role.build(), MOUNT, List.of("web", "db")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(TokenAdviceCode.POLICY_MISSING);
              assertThat(finding.sentence()).startsWith("token_policies: \"web\", \"db\" cannot");
            });
    assertThat(RoleAdvice.on(role.build(), MOUNT, Collections.nCopies(12, "p")).get(0).sentence())
        .contains("\"p\" and 2 others cannot");
  }

  @Test
  void olderNamesHaveNewerOnes() {
    role.deprecated(DeprecatedField.TTL, true).deprecated(DeprecatedField.PERIOD, true);

    assertThat(found(MOUNT, "older_names").fields()).containsExactly("ttl");
    assertThat(changed(MOUNT, "older_names").deprecated()).containsExactly(DeprecatedField.PERIOD);
  }

  private RoleAdviceTest bind(BoundField field, List<String> values) {
    role.bindings().bind(field, values);
    return this;
  }

  private List<String> codes(MountFacts mount) {
    return codes(role.build(), mount);
  }

  private static List<String> codes(AzureRole role, MountFacts mount) {
    assertThat(role.toBuilder().problems(mount.lifetimes().maxTtl())).isEmpty();
    return RoleAdvice.on(role, mount, List.of()).stream()
        .map(finding -> finding.code().code())
        .distinct()
        .toList();
  }

  private List<String> warnings(MountFacts mount) {
    return RoleAdvice.warnings(role.build(), mount);
  }

  private RoleFinding<AzureRole> found(MountFacts mount, String code) {
    assertThat(codes(mount)).contains(code);
    return RoleAdvice.on(role.build(), mount, List.of()).stream()
        .filter(finding -> finding.code().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** The changed role, which can be written and has the finding no more. */
  private AzureRole changed(MountFacts mount, String code) {
    Optional<AzureRole> changed = found(mount, code).change();
    assertThat(changed).isPresent();
    assertThat(codes(changed.orElseThrow(), mount)).doesNotContain(code);
    return changed.orElseThrow();
  }

  private static List<String> types(AzureRole role) {
    return role.bindings().resource().bound(RESOURCE_TYPES).values();
  }

  private static MountFacts mount(Duration ttl, TokenTypeRule types) {
    return new MountFacts(new SystemLifetimes(ttl, Duration.ofDays(32)), types, true, false);
  }
}
