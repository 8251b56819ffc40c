package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.Logins;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.CheckOutcome;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims and tags that a role maps to metadata. */
class MappingLoginTest {

  @Test
  void claimsBecomeMetadataOfTheTokenAndNotOfTheAlias() {
    LoginGrant grant =
        granted(
            b ->
                b.claimMappings(
                    Map.of(
                        "extn.team", "team",
                        "/deploy/stage", "stage",
                        "level", "level",
                        "beta", "beta",
                        "absent", "absent")),
            new TokenMint()
                .with("extn.team", "shop")
                .with("deploy", Map.of("stage", "prod"))
                .with("level", new BigDecimal("2"))
                .with("beta", true));

    assertThat(grant.tokenMetadata())
        .containsEntry("team", "shop")
        .containsEntry("stage", "prod")
        .containsEntry("level", "2")
        .containsEntry("beta", "true")
        .doesNotContainKey("absent");
    assertThat(grant.aliasMetadata()).doesNotContainKeys("team", "stage", "level", "beta");
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aClaimThatCannotBeMetadataIsRefused(Object value) {
    Denial denial =
        Logins.onlyDenial(
            start(
                b -> b.claimMappings(Map.of("team", "team")), new TokenMint().with("team", value)));

    assertThat(denial.reason()).isEqualTo(DenialReason.MAPPING_UNUSABLE);
    assertThat(denial.actual()).isEqualTo("claim team");
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: a value that the role maps to metadata cannot be metadata"
                + " [mapping_unusable]");
  }

  static Stream<Object> unusable() {
    return Stream.of(List.of("a"), Map.of("a", "b"), "x".repeat(513), "ä".repeat(257));
  }

  @Test
  void tagsOfTheResourceBecomeMetadata() {
    LoginStep step =
        onMachine(Map.of("Team", "team", "Stage", "stage"), Map.of("team", "Shop", "other", "x"));
    LoginGrant grant = Logins.grant(step);

    assertThat(grant.tokenMetadata()).containsEntry("team", "Shop").doesNotContainKey("stage");
    assertThat(grant.aliasMetadata()).doesNotContainKey("team");
    assertThat(Logins.check(step, CheckName.MAPPING).result()).isEqualTo(CheckOutcome.PASSED);
  }

  @Test
  void aTagThatCannotBeMetadataIsRefusedAndNotShown() {
    Denial denial =
        Logins.onlyDenial(onMachine(Map.of("team", "team"), Map.of("team", "€".repeat(171))));

    assertThat(denial.reason()).isEqualTo(DenialReason.MAPPING_UNUSABLE);
    assertThat(denial.actual()).isEqualTo("tag team");
    assertThat(denial.callerText()).doesNotContain("team");
  }

  @ParameterizedTest
  @ValueSource(strings = {"role", "vm_name", "app_id", "agent", "on_behalf_of", "azure_facts"})
  void whatALoginSetsItselfIsNotMappedTo(String name) {
    assertThat(problems(b -> b.claimMappings(Map.of("sub", name))))
        .containsExactly("metadata key \"" + name + "\" is reserved and may not be mapped to");
  }

  @Test
  void everythingThatALoginSetsItselfIsReserved() {
    TokenMint agent =
        Logins.userAssigned(TokenMint.VM)
            .with("idtyp", "user")
            .with("xms_act_fct", "11")
            .with("xms_sub_fct", "1")
            .with("xms_tnt_fct", "3")
            .with("xms_idrel", "1")
            .with("xms_par_app_azp", Logins.OTHER);
    Set<String> set =
        new HashSet<>(
            granted(b -> b.allowUserTokens(true).allowAgents("all"), agent)
                .byGrace()
                .tokenMetadata()
                .keySet());
    set.addAll(Logins.grant(onMachine(Map.of(), Map.of())).tokenMetadata().keySet());
    set.addAll(List.of("vmss_name", "resource_id", "tenant_id"));

    assertThat(set).hasSize(16);
    for (String name : set) {
      assertThat(problems(b -> b.claimMappings(Map.of("sub", name)))).hasSize(1);
    }
  }

  @Test
  void aNameHasOneSource() {
    Consumer<BindingsBuilder> resource =
        b -> b.bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION));

    assertThat(problems(b -> b.claimMappings(Map.of("a", "team", "b", "team"))))
        .containsExactly("two claims or tags are mapped to metadata key \"team\"");
    assertThat(
            problems(
                resource.andThen(
                    b -> b.claimMappings(Map.of("a", "team")).tagMappings(Map.of("t", "team")))))
        .containsExactly("two claims or tags are mapped to metadata key \"team\"");
    assertThat(problems(resource.andThen(b -> b.tagMappings(Map.of("t", "x", "T", "y")))))
        .singleElement()
        .asString()
        .startsWith("tag_mappings has at most 15 tags");
  }

  @Test
  void tagsNeedAResourceThatAzureTells() {
    assertThat(problems(b -> b.tagMappings(Map.of("team", "team"))))
        .containsExactly(
            "tag_mappings needs a binding to resources, such as bound_subscription_ids: a login"
                + " without a resource has no tags");
    assertThat(
            problems(
                b ->
                    b.bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
                        .tagMappings(Map.of("team", "team"))
                        .resourceProof("claims")))
        .containsExactly("tag_mappings needs resource_proof \"directory\": no claim holds a tag");
  }

  @Test
  void mappingsHaveABudget() {
    assertThat(problems(b -> b.claimMappings(numbered(64)))).isEmpty();
    for (Map<String, String> tooMuch :
        List.of(
            numbered(65),
            Map.of("", "team"),
            Map.of("c".repeat(513), "team"),
            Map.of("team", ""),
            Map.of("team", "a\nb"),
            Map.of("team", "n".repeat(129)))) {
      assertThat(problems(b -> b.claimMappings(tooMuch)))
          .singleElement()
          .asString()
          .startsWith("claim_mappings has at most 64 claims");
    }
  }

  private static Map<String, String> numbered(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(
            Collectors.toMap(i -> "c" + i, i -> "n" + i, (one, two) -> one, LinkedHashMap::new));
  }

  private static List<String> problems(Consumer<BindingsBuilder> bindings) {
    BindingsBuilder builder = LoginPolicyTest.role(b -> {}).toBuilder().bindings();
    bindings.accept(builder);
    return builder.problems();
  }

  private static LoginStep onMachine(Map<String, String> mappings, Map<String, String> tags) {
    return Logins.bound(
            b ->
                b.bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
                    .tagMappings(mappings))
        .resume(
            Logins.systemAssigned(TokenMint.VM),
            LoginRequest.NOTHING,
            new FactsMint(TokenMint.VM).systemAssigned(TokenMint.OID).tags(tags));
  }

  private static LoginStep start(Consumer<BindingsBuilder> bindings, TokenMint token) {
    return Logins.bound(bindings).start(token, LoginRequest.NOTHING);
  }

  private static LoginGrant granted(Consumer<BindingsBuilder> bindings, TokenMint token) {
    return Logins.grant(start(bindings, token));
  }
}
