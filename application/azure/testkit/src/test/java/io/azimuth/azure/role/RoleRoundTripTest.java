package io.azimuth.azure.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Fields;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeExpressions;
import io.azimuth.testkit.store.FakeStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleRoundTripTest {

  private static final RoleName NAME = new RoleName("web");
  private static final String ID = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

  @Test
  void listsThatWereNeverSetAreNullAndTokenListsEmpty() {
    Map<String, Value> view = view(role(Map.of()));

    assertThat(view)
        .isEqualTo(
            Values.of(
                    Map.ofEntries(
                        Map.entry("bound_service_principal_ids", Value.NULL),
                        Map.entry("bound_group_ids", Value.NULL),
                        Map.entry("bound_app_ids", Value.NULL),
                        Map.entry("bound_agent_blueprint_ids", Value.NULL),
                        Map.entry("bound_app_roles", Value.NULL),
                        Map.entry("bound_tenant_ids", Value.NULL),
                        Map.entry("bound_subscription_ids", Value.NULL),
                        Map.entry("bound_resource_groups", Value.NULL),
                        Map.entry("bound_locations", Value.NULL),
                        Map.entry("bound_scale_sets", Value.NULL),
                        Map.entry("bound_resource_ids", Value.NULL),
                        Map.entry("bound_resource_types", Value.NULL),
                        Map.entry("bound_tags", Map.of()),
                        Map.entry("match", "all"),
                        Map.entry("allow_user_tokens", false),
                        Map.entry("allow_agents", "autonomous"),
                        Map.entry("resource_proof", "directory"),
                        Map.entry("renew_resource_proof", false),
                        Map.entry("require_attested_document", false),
                        Map.entry("bound_attestation", List.of()),
                        Map.entry("bound_attestation_policy_hashes", List.of()),
                        Map.entry("max_token_age", 0),
                        Map.entry("single_use_tokens", false),
                        Map.entry("require_bound_token", false),
                        Map.entry("bound_expression", ""),
                        Map.entry("alias_source", "oid"),
                        Map.entry("groups_claim", "groups"),
                        Map.entry("claim_mappings", Map.of()),
                        Map.entry("tag_mappings", Map.of()),
                        Map.entry("token_ttl", 0),
                        Map.entry("token_max_ttl", 0),
                        Map.entry("token_explicit_max_ttl", 0),
                        Map.entry("token_period", 0),
                        Map.entry("token_policies", List.of()),
                        Map.entry("token_bound_cidrs", List.of()),
                        Map.entry("token_no_default_policy", false),
                        Map.entry("token_num_uses", 0),
                        Map.entry("token_type", "default"),
                        Map.entry("bind_token", "off")))
                .members());
  }

  @Test
  void anEmptiedListIsEmptyNotNull() {
    AzureRole role = role(Map.of("bound_group_ids", ID));

    assertThat(view(update(role, Map.of("bound_group_ids", List.of()))).get("bound_group_ids"))
        .isEqualTo(Value.of(List.of()));
    assertThat(view(update(role, Map.of("bound_group_ids", ""))).get("bound_group_ids"))
        .isEqualTo(Value.of(List.of()));
    assertThat(view(update(role, Map.of("bound_group_ids", Value.NULL))).get("bound_group_ids"))
        .isEqualTo(Value.of(List.of()));
  }

  @Test
  void whatIsNotSentStays() {
    AzureRole role =
        role(
            Map.of(
                "bound_service_principal_ids", ID,
                "token_ttl", "1h",
                "token_policies", "a,b",
                "allow_user_tokens", true,
                "match", "any",
                "alias_source", "app_id",
                "token_bound_cidrs", "10.0.0.0/8,::1"));

    AzureRole updated = update(role, Map.of("token_max_ttl", "2h"));

    Map<String, Value> expected = new java.util.HashMap<>(view(role));
    expected.put("token_max_ttl", Value.of(7_200));
    assertThat(view(updated)).isEqualTo(expected);
  }

  @Test
  void theOldNameSetsBothAndIsShown() {
    Map<String, Value> view = view(role(asHvacWrites()));

    assertThat(view)
        .containsEntry("policies", Value.of(List.of("web")))
        .containsEntry("token_policies", Value.of(List.of("web")))
        .containsEntry("ttl", Value.of(3_600))
        .containsEntry("token_ttl", Value.of(3_600))
        .containsEntry("max_ttl", Value.of(7_200))
        .containsEntry("period", Value.of(60))
        .containsEntry("token_period", Value.of(60))
        .doesNotContainKey("num_uses");
  }

  @Test
  void theNewNameAloneHidesTheOldOne() {
    AzureRole updated = update(role(asHvacWrites()), Map.of("token_ttl", "30m"));

    assertThat(view(updated))
        .containsEntry("token_ttl", Value.of(1_800))
        .doesNotContainKey("ttl")
        .containsKey("max_ttl");
  }

  @Test
  void ofBothNamesTheNewOneWinsAndBothAreShown() {
    assertThat(view(role(Map.of("ttl", "1h", "token_ttl", "30m"))))
        .containsEntry("token_ttl", Value.of(1_800))
        .containsEntry("ttl", Value.of(1_800));
  }

  @Test
  void anOldNameThatIsZeroIsNotShown() {
    assertThat(view(update(role(asHvacWrites()), Map.of("ttl", 0, "policies", ""))))
        .containsEntry("token_ttl", Value.of(0))
        .containsEntry("token_policies", Value.of(List.of()))
        .doesNotContainKeys("ttl", "policies");
  }

  @Test
  void aStoredRoleIsReadAsItWas() {
    RoleStore roles = new RoleStore(new RoleExpressions(new FakeExpressions()));
    FakeStore store = new FakeStore();
    for (Map<String, ?> sent :
        List.<Map<String, ?>>of(
            Map.of(),
            asHvacWrites(),
            Map.of("bound_agent_blueprint_ids", List.of(ID), "allow_agents", "all"),
            Map.of("bound_app_roles", List.of("Reader", "a,b"), "groups_claim", "roles"),
            Map.of("claim_mappings", Map.of("sub", "subject", "/a", "b")),
            Map.of("require_bound_token", true, "bind_token", "required"),
            Map.of(
                "bound_service_principal_ids",
                List.of("*"),
                "bound_group_ids",
                List.of(),
                "bound_app_ids",
                List.of(ID, "not a guid, kept"),
                "bound_tenant_ids",
                List.of(ID),
                "max_token_age",
                "24h",
                "single_use_tokens",
                true,
                "token_no_default_policy",
                true,
                "token_bound_cidrs",
                List.of("10.0.0.0/8", "2001:db8::/32"),
                "token_explicit_max_ttl",
                "9h",
                "token_type",
                "service"))) {
      AzureRole role = role(sent);
      store.change(work -> roles.put(MountTransactions.of(work, "uuid"), role));

      assertThat(roles.find(MountTransactions.of(store.begin(), "uuid"), NAME)).contains(role);
      assertThat(roles.findStored(MountTransactions.of(store.begin(), "uuid"), NAME))
          .contains(role);
      assertThat(view(roles.find(MountTransactions.of(store.begin(), "uuid"), NAME).orElseThrow()))
          .isEqualTo(view(role));
    }
  }

  @Test
  void rolesOfAnotherMountAreOthers() {
    RoleStore roles = new RoleStore(new RoleExpressions(new FakeExpressions()));
    FakeStore store = new FakeStore();
    store.change(work -> roles.put(MountTransactions.of(work, "one"), role(Map.of())));

    assertThat(roles.find(MountTransactions.of(store.begin(), "two"), NAME)).isEmpty();
    assertThat(roles.names(MountTransactions.of(store.begin(), "two"))).isEmpty();
    assertThat(roles.names(MountTransactions.of(store.begin(), "one"))).containsExactly("web");
  }

  private static Map<String, ?> asHvacWrites() {
    return Map.of("policies", List.of("web"), "ttl", "1h", "max_ttl", "2h", "period", 60);
  }

  private static AzureRole role(Map<String, ?> sent) {
    return update(AzureRole.builder(NAME).build(), sent);
  }

  private static AzureRole update(AzureRole role, Map<String, ?> sent) {
    AzureRoleBuilder builder = role.toBuilder();
    RoleFields.apply(Fields.of(RoleFields.ALL, Values.of(sent), Map.of()), builder);
    return builder.build();
  }

  private static Map<String, Value> view(AzureRole role) {
    return RoleFields.shown(role).members();
  }
}
