package io.azimuth.azure.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.DeprecatedField;
import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stored format is fixed: stores of earlier versions hold it. */
class AzureRoleCodecTest {

  private static final RoleName NAME = RoleName.parse("web").orElseThrow();
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String CONDITION = "claims.ver == '1.0'";
  private static final RoleExpressions EXPRESSIONS =
      new RoleExpressions(
          (text, schema) ->
              text.equals(CONDITION) ? Checked.of(new Always(text)) : Checked.problem("no verb"));

  private record Always(String text) implements Expression {

    @Override
    public Set<ExpressionMember> members() {
      return Set.of(new ExpressionMember("claims", "ver"));
    }

    @Override
    public ExpressionResult evaluate(ExpressionValues values) {
      return ExpressionResult.TRUE;
    }
  }

  @Test
  void storesWhatWasSetUnderTheNamesOfTheParameters() {
    assertThat(AzureRoleCodec.encode(role()).members())
        .containsExactlyInAnyOrderEntriesOf(stored().members());
  }

  @Test
  void storesTheParametersInThisOrder() {
    assertThat(AzureRoleCodec.encode(role()).members().keySet())
        .containsExactlyElementsOf(stored().members().keySet());
  }

  @Test
  void readsWhatIsStored() {
    assertThat(AzureRoleCodec.decode(NAME, stored(), EXPRESSIONS)).isEqualTo(role());
  }

  @Test
  void readsARoleOfAnEarlierVersion() {
    assertThat(
            AzureRoleCodec.decode(
                    NAME,
                    Value.Obj.builder().put("bound_service_principal_ids", List.of(ID)).build(),
                    EXPRESSIONS)
                .bindings()
                .expression())
        .isEmpty();
  }

  @Test
  void aStoredExpressionThatCannotBeReadAdmitsNobody() {
    BoundExpression unreadable =
        AzureRoleCodec.decode(
                NAME,
                Value.Obj.builder()
                    .put("bound_service_principal_ids", List.of(ID))
                    .put("bound_expression", "of another language")
                    .build(),
                EXPRESSIONS)
            .bindings()
            .expression()
            .orElseThrow();

    assertThat(unreadable.text()).isEqualTo("of another language");
    assertThat(unreadable.readsResource()).isFalse();
    assertThat(unreadable.evaluate(ExpressionValues.builder().build()))
        .isEqualTo(ExpressionResult.unusable("the expression cannot be read: no verb"));
  }

  private static AzureRole role() {
    AzureRoleBuilder role = AzureRole.builder(NAME);
    role.bindings()
        .reading(EXPRESSIONS::read)
        .expression(CONDITION)
        .bind(BoundField.SERVICE_PRINCIPALS, List.of(ID))
        .bind(BoundField.TENANTS, List.of(ID))
        .bind(BoundField.AGENT_BLUEPRINTS, List.of(ID))
        .bind(BoundField.APP_ROLES, List.of("Secrets.Read"))
        .groupsClaim("roles")
        .claimMappings(Map.of("/a/b", "team"))
        .tagMappings(Map.of("Env", "env"))
        .allowAgents("all")
        .bind(BoundField.LOCATIONS, List.of("westeurope"))
        .bind(BoundField.GROUPS, List.of())
        .tags(Map.of("Env", "prod"))
        .renewResourceProof(true)
        .requireAttestedDocument(true)
        .attestation(List.of("secure_boot", "no_debug"))
        .attestationPolicies(List.of("wm9mHlvTU82e8UqoOy1Yj1FBRSNkfe99-69IYDq9eWs"))
        .maxTokenAge(Duration.ofMinutes(20))
        .singleUseTokens(true)
        .requireBoundToken(true);
    role.tokenSettings().policies(List.of("web")).ttl(Duration.ofHours(1)).numUses(5);
    return role.deprecated(DeprecatedField.POLICIES, true).build();
  }

  private static Value.Obj stored() {
    return Value.Obj.builder()
        .put("bound_service_principal_ids", List.of(ID))
        .put("bound_group_ids", List.of())
        .put("bound_agent_blueprint_ids", List.of(ID))
        .put("bound_app_roles", List.of("Secrets.Read"))
        .put("bound_tenant_ids", List.of(ID))
        .put("match", "all")
        .put("allow_user_tokens", false)
        .put("allow_agents", "all")
        .put("bound_locations", List.of("westeurope"))
        .put("bound_tags", Value.of(Map.of("Env", "prod")))
        .put("resource_proof", "directory")
        .put("renew_resource_proof", true)
        .put("require_attested_document", true)
        .put("bound_attestation", List.of("secure_boot", "no_debug"))
        .put(
            "bound_attestation_policy_hashes",
            List.of("wm9mHlvTU82e8UqoOy1Yj1FBRSNkfe99-69IYDq9eWs"))
        .put("max_token_age", 1_200)
        .put("single_use_tokens", true)
        .put("require_bound_token", true)
        .put("bound_expression", CONDITION)
        .put("alias_source", "oid")
        .put("groups_claim", "roles")
        .put("claim_mappings", Value.of(Map.of("/a/b", "team")))
        .put("tag_mappings", Value.of(Map.of("Env", "env")))
        .put("token_ttl", 3_600)
        .put("token_max_ttl", 0)
        .put("token_explicit_max_ttl", 0)
        .put("token_period", 0)
        .put("token_policies", List.of("web"))
        .put("token_bound_cidrs", List.of())
        .put("token_no_default_policy", false)
        .put("token_num_uses", 5)
        .put("token_type", "default")
        .put("bind_token", "off")
        .put("policies", List.of("web"))
        .build();
  }
}
