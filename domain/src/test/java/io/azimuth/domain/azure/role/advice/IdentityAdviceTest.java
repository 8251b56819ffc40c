package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.AGENT_BLUEPRINTS;
import static io.azimuth.domain.azure.role.BoundField.APP_IDS;
import static io.azimuth.domain.azure.role.BoundField.APP_ROLES;
import static io.azimuth.domain.azure.role.BoundField.GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.SERVICE_PRINCIPALS;
import static io.azimuth.domain.azure.role.BoundField.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.role.AgentAccess;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.advice.RoleFinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the linter says about who may log in, and with which token. */
class IdentityAdviceTest extends RoleAdviceFixture {

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
}
