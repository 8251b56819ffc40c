package io.azimuth.domain.policy.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.Policies;
import io.azimuth.domain.policy.TemplateSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templated paths. */
class AclTemplateTest {

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource({
    "s/{{identity.entity.id}},                 s/e-1",
    "s/{{ identity.entity.id }},               s/e-1",
    "s/{{identity.entity.name}}/x,             s/web/x",
    "s/a-{{identity.entity.name}}-b,           s/a-web-b",
    "s/{{identity.entity.metadata.team}},      s/blue",
    "s/{{identity.entity.id}}/{{identity.entity.metadata.team}}, s/e-1/blue",
    "s/{{identity.entity.metadata.two words}}, s/x y",
    "s/{{identity.entity.aliases.auth_azure_1.name}}, s/oid-1",
    "s/{{identity.entity.aliases.auth_azure_1.id}}, s/a-1",
    "s/{{identity.entity.aliases.auth_azure_1.metadata.vm_name}}, s/web-1",
    "s/{{identity.entity.aliases.auth_azure_1.custom_metadata.cost.centre}}, s/cc7",
    "s/{{identity.groups.ids.g-1.name}}, s/ops",
    "s/{{identity.groups.ids.g-1.metadata.team}}, s/red",
    "s/{{identity.groups.names.ops.id}}, s/g-1",
    "s/{{identity.groups.names.ops.metadata.team}}, s/red"
  })
  void whatIsKnownIsFilledIn(String path, String request) {
    assertThat(allows(path, request)).isTrue();
    assertThat(allows(path, "s/other")).isFalse();
  }

  @Test
  void wildcardsAroundATemplateStayWildcards() {
    assertThat(allows("s/{{identity.entity.id}}/*", "s/e-1/a/b")).isTrue();
    assertThat(allows("s/+/{{identity.entity.id}}", "s/x/e-1")).isTrue();
    assertThat(allows("s/{{identity.entity.id}}/*", "s/e-2/a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s/{{identity.entity.metadata.none}}",
        "s/{{identity.entity.metadata.}}",
        "s/{{identity.entity.mail}}",
        "s/{{time.now}}",
        "s/{{}}",
        "s/{{identity.entity.metadata.empty}}",
        "s/{{identity.entity.metadata.slash}}",
        "s/{{identity.entity.metadata.star}}",
        "s/{{identity.entity.metadata.plus}}",
        "s/{{identity.entity.metadata.dots}}",
        "s/{{identity.entity.aliases.auth_azure_2.name}}",
        "s/{{identity.entity.aliases.auth_azure_1}}",
        "s/{{identity.entity.aliases.auth_azure_1.metadata.none}}",
        "s/{{identity.entity.aliases.auth_azure_1.metadata.id}}",
        "s/{{identity.groups.names.none.id}}",
        "s/{{identity.groups.names.dev.ops.id}}",
        "s/{{identity.groups.ids.ops.name}}",
        "s/{{identity.groups.names.ops}}"
      })
  void aStanzaIsDroppedWhoseTemplateHasNoValueThatMayStandThere(String path) {
    assertThat(acl(path, Optional.of(subject())).grants()).isEmpty();
  }

  @Test
  void withoutAnEntityTemplatedStanzasAreDropped() {
    Acl acl =
        Acl.of(
            List.of(
                Policies.policy(
                    "p",
                    Policies.stanza("s/{{identity.entity.id}}:read"),
                    Policies.stanza("a:read"))));
    assertThat(acl.grants()).extracting(Acl.Grant::path).containsExactly("a");
  }

  @ParameterizedTest(name = "{0} denies {1}")
  @CsvSource({
    "s/{{identity.entity.metadata.none}}/x,  s/any/x",
    "s/{{identity.entity.metadata.none}}/x,  s/a/b/x",
    "s/{{identity.entity.metadata.none}}/x,  S/Any/X",
    "s/{{identity.entity.metadata.slash}},   s/a/b",
    "s/{{identity.entity.metadata.star}},    s/a*",
    "s/{{identity.entity.metadata.plus}}/*,  s/+/y",
    "s/{{identity.entity.metadata.empty}}*,  s/y",
    "s/{{identity.entity.metadata.dots}}/x,  s/y/x",
    "s/p-{{time.now}}-q,                     s/p-1-q",
    "/s/{{time.now}}/+/{{identity.entity.id}}/x, s/1/2/e-1/x",
    "{{time.now}}/x,                         s/any/x"
  })
  void aDenyThatCannotBeFilledInDeniesEveryValue(String path, String request) {
    Acl acl = denying(path, Optional.of(subject()));

    AclDecision decision = acl.decide(request, Capability.READ, false);

    assertThat(decision.outcome()).isEqualTo(AclOutcome.DENY_RULE);
    assertThat(decision.rule()).contains(path.startsWith("/") ? path.substring(1) : path);
    assertThat(acl.capabilities(request)).containsExactly("deny");
  }

  @ParameterizedTest(name = "{0} leaves {1}")
  @CsvSource({
    "s/{{identity.entity.metadata.none}}/x, s/any/y",
    "s/{{identity.entity.metadata.none}}/x, t/any/x",
    "s/p-{{time.now}}-q,                    s/p-q",
    "s/{{time.now}}/+/{{identity.entity.id}}/x, s/1/2/e-2/x",
    "s/{{identity.entity.id}},              s/e-2"
  })
  void aDenyThatCannotBeFilledInLeavesOtherPaths(String path, String request) {
    assertThat(
            denying(path, Optional.of(subject())).decide(request, Capability.READ, false).allowed())
        .isTrue();
  }

  @Test
  void withoutAnEntityATemplatedDenyDeniesEveryValue() {
    Acl acl = denying("s/{{identity.entity.id}}/x", Optional.empty());

    assertThat(acl.decide("s/e-1/x", Capability.READ, false).allowed()).isFalse();
    assertThat(acl.decide("s/e-1/x/", Capability.LIST, false).allowed()).isFalse();
    assertThat(acl.decide("s/e-1/y", Capability.READ, false).allowed()).isTrue();
    assertThat(acl.matchingRules("s/e-1/x", false).shadowed())
        .extracting(MatchingRules.Shadowed::reason)
        .containsOnly(ShadowReason.UNFILLED_DENY);
  }

  private static Acl denying(String path, Optional<TemplateSubject> subject) {
    return Acl.of(
        List.of(
            Policies.policy(
                "p",
                Policies.stanza(path + ":deny"),
                Policies.stanza("*:read, list"),
                Policies.stanza("s/any/x:read"),
                Policies.stanza("s/e-1/x:read"))),
        subject);
  }

  @Test
  void aPolicySaysWhetherItIsTemplated() {
    assertThat(Policies.policy("p", Policies.stanza("s/{{identity.entity.id}}:read")).isTemplated())
        .isTrue();
    assertThat(Policies.policy("p", Policies.stanza("s/x:read")).isTemplated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s/{{identity.entity.id", "s/identity}}", "s/{{a}}/}}", "s/{{a{{b}}"})
  void bracesMustMatch(String path) {
    assertThatThrownBy(() -> acl(path, Optional.empty()))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessage("path \"" + path + "\": unbalanced templating characters");
  }

  @Test
  void pathsThatNoRequestHasAreRefusedWithTemplatesToo() {
    assertThatThrownBy(() -> acl("s//{{identity.entity.id}}", Optional.empty()))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageContaining("no request can have such a path");
  }

  @Test
  void aTemplateHoldsNoControlCharacter() {
    assertThatThrownBy(() -> acl("s/{{identity.\\t}}", Optional.empty()))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageContaining("no request can have such a path");
  }

  private static boolean allows(String path, String request) {
    return acl(path, Optional.of(subject())).decide(request, Capability.READ, false).allowed();
  }

  private static Acl acl(String path, Optional<TemplateSubject> subject) {
    return Acl.of(List.of(Policies.policy("p", Policies.stanza(path + ":read"))), subject);
  }

  private static TemplateSubject subject() {
    return new TemplateSubject(
        "e-1",
        "web",
        Map.of(
            "team", "blue",
            "two words", "x y",
            "empty", "",
            "slash", "a/b",
            "star", "a*",
            "plus", "+",
            "dots", ".."),
        Map.of(
            "auth_azure_1",
            new TemplateSubject.Alias(
                "a-1",
                "oid-1",
                Map.of("vm_name", "web-1", "id", "/subscriptions/x"),
                Map.of("cost.centre", "cc7"))),
        List.of(
            new TemplateSubject.Group("g-1", "ops", Map.of("team", "red")),
            new TemplateSubject.Group("g-2", "dev.ops", Map.of())));
  }
}
