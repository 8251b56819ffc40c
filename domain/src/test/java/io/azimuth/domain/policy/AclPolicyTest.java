package io.azimuth.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azimuth.domain.hcl.HclSyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AclPolicyTest {

  private static final PolicyName NAME = new PolicyName("p");

  @Test
  void readsStanzasInTheirOrder() {
    AclPolicy policy =
        parse(
            """
            name = "ignored"
            # what the application needs
            path "/secret/data/app/*" {
              capabilities = ["create", "read", "read", "patch"]
              comment      = "harmless"
            }
            path "sys/+/x" { capabilities = ["sudo", "delete", "list", "update"] }
            path "nothing" {}
            """);
    assertThat(policy.name()).isEqualTo(NAME);
    assertThat(policy.rules())
        .extracting(rule -> rule.path().text(), PathRule::capabilities)
        .containsExactly(
            tuple(
                "secret/data/app/*",
                EnumSet.of(Capability.CREATE, Capability.READ, Capability.PATCH)),
            tuple(
                "sys/+/x",
                EnumSet.of(Capability.SUDO, Capability.DELETE, Capability.LIST, Capability.UPDATE)),
            tuple("nothing", Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"path\":{\"secret/*\":{\"capabilities\":[\"read\"]}}}",
        " \n{\"path\":[{\"secret/*\":{\"capabilities\":[\"read\"]}}], \"name\": \"x\"}",
        "path \"secret/*\" {capabilities=[\"read\"]}",
        "path \"secret/*\" { comment = \"x\" capabilities = [\"read\"] }",
        "path = { \"secret/*\" = { capabilities = [\"read\"] } }"
      })
  void readsJsonAndHclAlike(String text) {
    PathRule rule = parse(text).rules().get(0);
    assertThat(rule.path().text()).isEqualTo("secret/*");
    assertThat(rule.capabilities()).containsExactly(Capability.READ);
    assertThat(rule.parameters()).isEqualTo(ParameterRules.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"# nothing", "name = \"x\"", "{}", "{\"path\":{}}"})
  void aPolicyWithoutPathsIsLegal(String text) {
    assertThat(parse(text).rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "read, read list",
    "write, create read update delete list",
    "sudo, create read update delete list sudo",
    "deny, deny"
  })
  void readsLegacyPolicyWords(String word, String meant) {
    Set<Capability> expected = EnumSet.noneOf(Capability.class);
    for (String capability : meant.split(" ", -1)) {
      expected.add(Capability.ofWord(capability).orElseThrow());
    }
    assertThat(stanza("policy = \"" + word + "\"").capabilities()).isEqualTo(expected);
  }

  @Test
  void legacyWordAndCapabilitiesUnite() {
    assertThat(stanza("policy = \"read\"\ncapabilities = [\"patch\"]").capabilities())
        .containsExactly(Capability.READ, Capability.LIST, Capability.PATCH);
  }

  @Test
  void denyWipesTheOtherCapabilitiesOfItsStanza() {
    assertThat(stanza("capabilities = [\"read\", \"deny\", \"sudo\"]").capabilities())
        .containsExactly(Capability.DENY);
    assertThat(stanza("policy = \"deny\"\ncapabilities = [\"read\"]").capabilities())
        .containsExactly(Capability.DENY);
  }

  @Test
  void readsParameterRulesAndFoldsTheirNames() {
    ParameterRules rules =
        stanza(
                """
                allowed_parameters = { "TTL" = [], "n" = ["a*", 1, true, ["x"], { k = 2 }] }
                denied_parameters { "*" = [] }
                required_parameters = ["Role", "role"]
                """)
            .parameters();
    assertThat(rules.allowed()).containsOnlyKeys("ttl", "n");
    assertThat(rules.allowed().get("ttl")).isEmpty();
    assertThat(rules.allowed().get("n"))
        .containsExactly(
            new PolicyValue.Text("a*"),
            new PolicyValue.Decimal("1"),
            new PolicyValue.Bool(true),
            new PolicyValue.Items(List.of(new PolicyValue.Text("x"))),
            new PolicyValue.Fields(Map.of("k", new PolicyValue.Decimal("2"))));
    assertThat(rules.denied()).containsOnlyKeys("*");
    assertThat(rules.required()).containsExactly("role");
  }

  @Test
  void namesThatDifferOnlyInCaseUnite() {
    assertThat(
            stanza("allowed_parameters = { \"a\" = [1], \"A\" = [2, 1] }")
                .parameters()
                .allowed()
                .get("a"))
        .containsExactly(new PolicyValue.Decimal("1"), new PolicyValue.Decimal("2"));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("", "the policy is empty"),
        arguments(" \n", "the policy is empty"),
        arguments("\npaths \"x\" {}", "invalid key \"paths\" on line 2"),
        arguments("version = 1", "invalid key \"version\" on line 1"),
        arguments("name {}", "invalid key \"name\" on line 1"),
        arguments("{\"pth\":{}}", "invalid key \"pth\" on line 1"),
        arguments(
            "path {}",
            "line 1, column 1: \"path\" must be a block with exactly one label in quotes"),
        arguments("garbage {{{", "line 1, column 10: expected the name of an attribute or block"),
        arguments("path \"x\" {", "line 1, column 10: the block is not closed"),
        arguments(
            "path \"x\" {\n capabilites = []\n}",
            "path \"x\": invalid key \"capabilites\" on line 2"),
        arguments(
            body("capabilities = [\"read\", \"reed\"]"), "path \"x\": invalid capability \"reed\""),
        arguments(body("capabilities = [\"Read\"]"), "path \"x\": invalid capability \"Read\""),
        arguments(body("capabilities = [\"\"]"), "path \"x\": invalid capability \"\""),
        arguments(body("capabilities = [\"root\"]"), "path \"x\": invalid capability \"root\""),
        arguments(
            body("capabilities = [\"subscribe\"]"), "path \"x\": invalid capability \"subscribe\""),
        arguments(
            body("capabilities = [\"recover\"]"), "path \"x\": invalid capability \"recover\""),
        arguments(
            body("capabilities = \"read\""),
            "path \"x\": \"capabilities\" on line 1 must be a list of texts"),
        arguments(
            body("capabilities = [1]"),
            "path \"x\": \"capabilities\" on line 1 must be a list of texts"),
        arguments(
            body("capabilities {}"),
            "path \"x\": \"capabilities\" on line 1 must be a list of texts"),
        arguments(
            body("capabilities = []\ncapabilities = []"),
            "line 2, column 1: \"capabilities\" was already set on line 1"),
        arguments(body("policy = \"admin\""), "path \"x\": invalid policy \"admin\""),
        arguments(
            body("policy = [\"read\"]"),
            "path \"x\": \"policy\" on line 1 must be a text in quotes"),
        arguments(
            body("comment = 1"), "path \"x\": \"comment\" on line 1 must be a text in quotes"),
        arguments(
            body("required_parameters = [1]"),
            "path \"x\": \"required_parameters\" on line 1 must be a list of texts"),
        arguments(
            body("allowed_parameters = []"),
            "path \"x\": \"allowed_parameters\" on line 1 must be an object"),
        arguments(
            body("allowed_parameters \"a\" {}"),
            "path \"x\": \"allowed_parameters\" on line 1 must be an object"),
        arguments(
            body("denied_parameters = { a = 1 }"),
            "path \"x\": \"a\" on line 1 must be a list of values"),
        arguments(
            body("allowed_parameters = { a = [{ b {} }] }"),
            "path \"x\": a value on line 1 holds a block"),
        arguments(
            body("min_wrapping_ttl = true"),
            "path \"x\": \"min_wrapping_ttl\" on line 1 must be a duration, such as 60, \"90s\" or"
                + " \"1h\""),
        arguments(
            body("max_wrapping_ttl = -1"),
            "path \"x\": \"max_wrapping_ttl\" on line 1 must be a duration, such as 60, \"90s\" or"
                + " \"1h\""),
        arguments(
            body("min_wrapping_ttl = 60\n max_wrapping_ttl = \"59s\""),
            "path \"x\": max_wrapping_ttl cannot be less than min_wrapping_ttl"),
        arguments(
            body("mfa_methods = []"),
            "path \"x\": mfa_methods is not supported yet: a workload has no second factor"),
        arguments(
            body("control_group = {}"),
            "path \"x\": control_group is not supported yet: no request waits until others agree"),
        arguments(
            body("control_group {}"),
            "path \"x\": control_group is not supported yet: no request waits until others agree"),
        arguments(
            body("subscribe_event_types = [\"*\"]"),
            "path \"x\": subscribe_event_types is not supported yet: there are no events"),
        arguments(
            body("expiration = \"2027-01-01\""),
            "path \"x\": expiration is not supported yet: a rule holds as long as its policy"),
        arguments(
            body("pagination_limit = 1"),
            "path \"x\": pagination_limit is not supported yet: whoever may list a folder may list all of it"),
        arguments(
            body("list_scan_response_keys_filter_path = \"x\""),
            "path \"x\": list_scan_response_keys_filter_path is not supported yet: whoever may list a folder sees all its names"),
        arguments(
            "path \"a/+*\" {}", "path \"a/+*\": invalid use of wildcards ('+*' is forbidden)"),
        arguments(
            "path \"a+*/b\" {}", "path \"a+*/b\": invalid use of wildcards ('+*' is forbidden)"),
        arguments("path \"e/}}\" {}", "path \"e/}}\": unbalanced templating characters"),
        arguments("path \"\" {}", "path \"\": no request can have such a path"),
        arguments("path \"/\" {}", "path \"/\": no request can have such a path"),
        arguments("path \"//a\" {}", "path \"//a\": no request can have such a path"),
        arguments("path \"a//b\" {}", "path \"a//b\": no request can have such a path"),
        arguments("path \"a/../b\" {}", "path \"a/../b\": no request can have such a path"),
        arguments("path \"a/.\" {}", "path \"a/.\": no request can have such a path"),
        arguments("path \"a\\tb\" {}", "path \"a\tb\": no request can have such a path"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesAndSaysWhy(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessage(message);
  }

  @Test
  void keepsTheSyntaxErrorAsCause() {
    assertThatThrownBy(() -> parse("garbage {{{"))
        .isInstanceOf(InvalidPolicyException.class)
        .hasCauseInstanceOf(HclSyntaxException.class);
  }

  @Test
  void shortensLongPathsInSentences() {
    assertThatThrownBy(() -> parse("path \"" + "x".repeat(9999) + "+*\" {}"))
        .hasMessage(
            "path \"" + "x".repeat(200) + "…\": invalid use of wildcards ('+*' is forbidden)");
  }

  @Test
  void rootHasNoRules() {
    assertThatThrownBy(() -> AclPolicy.parse(new PolicyName(" ROOT"), "path \"x\" {}"))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessage("the root policy has no rules");
  }

  private static String body(String attributes) {
    return "path \"x\" { " + attributes + " }";
  }

  private static PathRule stanza(String attributes) {
    return parse(body(attributes)).rules().get(0);
  }

  private static AclPolicy parse(String text) {
    return AclPolicy.parse(NAME, text);
  }
}
