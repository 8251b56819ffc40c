package io.azimuth.domain.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.hcl.Position;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Policies;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.policy.lint.RouteInventory.Mount;
import io.azimuth.domain.policy.lint.RouteInventory.Route;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each warning, where it is due and where it is not. */
class PolicyLintTest {

  private static final RouteInventory SERVED =
      new RouteInventory(
          List.of(
              new Mount(
                  "auth/azure/",
                  Optional.of(
                      List.of(
                          new Route("login", false, Set.of()),
                          new Route("config", false, EnumSet.of(Capability.READ)),
                          new Route(
                              "config", false, EnumSet.of(Capability.CREATE, Capability.UPDATE)),
                          new Route("role", true, EnumSet.of(Capability.LIST)),
                          new Route("role/:name", false, EnumSet.of(Capability.READ))))),
              new Mount(
                  "sys/",
                  Optional.of(
                      List.of(
                          new Route("policies/acl/:name", false, EnumSet.of(Capability.UPDATE)),
                          new Route("policies/acl", true, EnumSet.of(Capability.LIST)),
                          new Route(
                              "auth/:path*", false, EnumSet.of(Capability.READ, Capability.SUDO)),
                          new Route(
                              "auth/:path*/tune",
                              false,
                              EnumSet.of(Capability.UPDATE, Capability.SUDO))))),
              new Mount("secret/", Optional.empty())));

  @Test
  void saysWhereALineMayHaveBeenLost() {
    assertThat(PolicyLint.lostLines(List.of())).isEmpty();
    assertThat(PolicyLint.lostLines(List.of(new Position(3, 7))).orElseThrow())
        .startsWith("line 3, column 7: an attribute begins on the line of another one");
    assertThat(
            PolicyLint.lostLines(
                    List.of(new Position(3, 7), new Position(4, 1), new Position(5, 1)))
                .orElseThrow())
        .startsWith("line 3, column 7 (and 2 more): ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path \"auth/azure/config\" { capabilities = [\"create\", \"read\", \"update\"] }",
        "path \"auth/azure/role\" { capabilities = [\"list\"] }",
        "path \"auth/azure/role/\" { capabilities = [\"list\"] }",
        "path \"auth/azure/role/*\" { capabilities = [\"list\", \"read\"] }",
        "path \"auth/azure/+/web\" { capabilities = [\"read\"] }",
        "path \"auth/*\" { capabilities = [\"patch\", \"delete\", \"sudo\"] }",
        "path \"*\" { capabilities = [\"read\"] }",
        "path \"secret/data/anything\" { capabilities = [\"patch\"] }",
        "path \"secret\" { capabilities = [\"list\"] }",
        "path \"+/data/x\" { capabilities = [\"read\"] }",
        "path \"sys/auth/team/azure/tune\" { capabilities = [\"update\", \"sudo\"] }",
        "path \"sys/policies/acl/web\" { capabilities = [\"deny\"] }",
        "path \"SYS/Policies/acl/web\" { capabilities = [\"deny\"] }",
        "path \"secret/{{identity.entity.id}}/*\" { capabilities = [\"read\"] }",
        "path \"secret/*\" { capabilities = [\"read\"] } path \"secret/a\" { capabilities = [\"deny\"] }",
        "# nothing"
      })
  void saysNothingOfWhatIsInOrder(String text) {
    assertThat(warnings(text)).isEmpty();
  }

  @Test
  void aLeadingSlashIsNamed() {
    assertThat(warnings(stanza("/secret/x", "read")))
        .containsExactly(
            "path \"/secret/x\" on line 1: paths have no leading slash; it is taken as"
                + " \"secret/x\"");
  }

  @Test
  void thePrefixOfTheApiIsNamed() {
    assertThat(warnings(stanza("v1/secret/x", "read")))
        .containsExactly(
            "path \"v1/secret/x\" on line 1: paths begin behind /v1/, so this rule never applies;"
                + " meant is probably \"secret/x\"",
            "path \"v1/secret/x\" on line 1: no mount serves such a path at present");
  }

  @ParameterizedTest
  @CsvSource({"secret/*/x", "secret/**"})
  void aStarInTheMiddleIsNamed(String path) {
    assertThat(warnings(stanza(path, "read")))
        .containsExactly(
            "path \""
                + path
                + "\" on line 1: * is a wildcard at the very end only, elsewhere it stands for"
                + " itself; + stands for one whole segment");
  }

  @ParameterizedTest
  @CsvSource({"secret/a+", "secret/+a/b", "secret/+/a+"})
  void aPlusInsideASegmentIsNamed(String path) {
    assertThat(warnings(stanza(path, "read")))
        .containsExactly(
            "path \""
                + path
                + "\" on line 1: + is a wildcard as a whole segment only; here it stands for"
                + " itself");
  }

  @Test
  void anUnknownTemplateIsNamed() {
    assertThat(warnings(stanza("secret/{{ identity.entity.mail }}/*", "read")))
        .containsExactly(
            "path \"secret/{{ identity.entity.mail }}/*\" on line 1: {{identity.entity.mail}} is no"
                + " template that is known, so this rule never applies to anybody");
  }

  @Test
  void anUnknownTemplateOfADenyIsNamed() {
    assertThat(warnings(stanza("secret/{{time.now}}/x", "deny")))
        .containsExactly(
            "path \"secret/{{time.now}}/x\" on line 1: {{time.now}} is no template that is known,"
                + " so this rule denies to everybody whatever could be in its place");
  }

  @Test
  void aStanzaWithoutCapabilitiesIsNamed() {
    assertThat(warnings(stanza("secret/x")))
        .containsExactly(
            "path \"secret/x\" on line 1: it grants nothing, and hides less specific rules that"
                + " do");
  }

  @Test
  void denyBesideOthersIsNamed() {
    assertThat(warnings(stanza("secret/x", "read", "deny")))
        .containsExactly(
            "path \"secret/x\" on line 1: deny takes away the other capabilities of this stanza");
  }

  @Test
  void sudoAloneIsNamed() {
    assertThat(warnings(stanza("secret/x", "sudo")))
        .containsExactly(
            "path \"secret/x\" on line 1: sudo alone grants nothing: it counts beside another"
                + " capability");
  }

  @Test
  void parameterRulesThatNobodyLooksAtAreNamed() {
    String rules = "capabilities = [\"list\", \"delete\"]\n required_parameters = [\"a\"]\n";
    assertThat(warnings("path \"secret/x\" { " + rules + " }"))
        .containsExactly(
            "path \"secret/x\" on line 1: its parameter rules are never looked at: they count for"
                + " read, create, update and patch");
  }

  @Test
  void aPathThatComesTwiceIsNamed() {
    assertThat(
            warnings(
                stanza("secret/x", "read"),
                stanza("secret/y", "read"),
                stanza("secret/x", "deny"),
                stanza("secret/{{identity.entity.id}}", "read"),
                stanza("secret/{{identity.entity.id}}", "update")))
        .containsExactly(
            "path \"secret/x\" on line 3: the stanza on line 1 has the same path: both count as"
                + " one",
            "path \"secret/{{identity.entity.id}}\" on line 5: the stanza on line 4 has the same"
                + " path: both count as one");
  }

  @ParameterizedTest(name = "{0} is shadowed by {1}: {2}")
  @CsvSource({
    "secret/+/b*,   secret/*,     true",
    "secret/+/+/b*, secret/+/*,   true",
    "secret/+/+/b*, secret/+/+/*, false",
    "secret/+/b,    secret/*,     false",
    "secret/+/*,    secret/+,     false",
    "secret/a*,     secret/*,     false",
    "secret/*,      secret/a/*,   false",
    "secret/a,      secret/*,     false",
    "secret/+/b*,   secret/b*,    false",
    "secret/+/a/b*, secret/+/a*,  false"
  })
  @DisplayName("a rule that another one always outranks is named, and no other is")
  void shadowedRulesAreNamed(String rule, String over, boolean shadowed) {
    List<String> expected =
        shadowed
            ? List.of(
                "path \""
                    + rule
                    + "\" on line 1: this rule never applies: \""
                    + over
                    + "\" on line 2 decides about every path that it matches")
            : List.of();
    assertThat(warnings(stanza(rule, "read"), stanza(over, "read"))).isEqualTo(expected);
  }

  @Test
  void aDenyThatNeverHoldsIsNamedAsSuch() {
    assertThat(warnings(stanza("secret/*", "read"), stanza("secret/+/payroll*", "deny")))
        .containsExactly(
            "path \"secret/+/payroll*\" on line 2: this deny never holds: \"secret/*\" on line 1"
                + " decides about every path that it matches");
  }

  @ParameterizedTest(name = "{0} is shadowed by deny {1}: {2}")
  @CsvSource({
    "secret/a,   secret/A,     true",
    "secret/a/*, secret/A/*,   true",
    "secret/a/+, secret/A/*,   false",
    "secret/ab*, secret/A*,    false",
    "secret/a/+, secret/A/+,   true",
    "secret/a,   secret/B,     false"
  })
  @DisplayName("a grant that a deny of another case takes away is named (deny is case-blind)")
  void grantsUnderADenyOfAnotherCaseAreNamed(String rule, String deny, boolean shadowed) {
    assertThat(warnings(stanza(rule, "read"), stanza(deny, "deny")))
        .hasSize(shadowed ? 1 : 0)
        .allSatisfy(warning -> assertThat(warning).contains("this rule never applies"));
  }

  @Test
  void whatIsNamedShadowedIsNeverChosen() {
    String[] paths = {"a/*", "a/+/b*", "a/+/+/c*", "A/*", "a/+", "a/b", "A/B", "a/+/*", "+/b*"};
    for (String rule : paths) {
      for (String over : paths) {
        boolean named =
            new ShadowLint(
                    Policies.policy("p", stanza(rule, "read"), stanza(over, "deny")).stanzas())
                .sentences(0, Policies.policy("p", stanza(rule, "read")).stanzas().get(0)).stream()
                    .anyMatch(sentence -> sentence.contains("never applies"));
        Acl acl = Policies.acl(rule + ":read", over + ":deny");
        boolean everAllowed =
            List.of("a/b", "a/x", "a/x/b", "a/x/bb/c", "a/x/y/c", "a/x/y", "q/b", "q/bb/x", "a/")
                .stream()
                .anyMatch(path -> acl.decide(path, Capability.READ, false).allowed());
        assertThat(named && everAllowed).as(rule + " under deny " + over).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kv/data/x", "auth/gcp/role/web", "identity/*", "secretx/*", "Secret/x"})
  void aPathThatNoMountServesIsNamed(String path) {
    assertThat(warnings(stanza(path, "read")))
        .containsExactly("path \"" + path + "\" on line 1: no mount serves such a path at present");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"auth/azure/roles/web", "auth/azure/role/web/x", "auth/azure/", "sys/policies/x"})
  void aPathWhereNothingIsServedIsNamed(String path) {
    assertThat(warnings(stanza(path, "read")))
        .containsExactly("path \"" + path + "\" on line 1: nothing is served at such a path");
  }

  @Test
  void aPublicPathIsNamed() {
    String sentence = "everybody may use such a path: no policy is asked";
    assertThat(warnings(stanza("auth/azure/login", "deny"), stanza("auth/+/login", "update")))
        .containsExactly(
            "path \"auth/azure/login\" on line 1: " + sentence,
            "path \"auth/+/login\" on line 2: " + sentence);
  }

  @Test
  void capabilitiesThatAreNeverAskedForAreNamed() {
    assertThat(
            warnings(
                stanza("sys/policies/acl/*", "create", "update", "patch", "list"),
                stanza("auth/azure/role/web", "list", "read"),
                stanza("sys/auth/azure", "read", "sudo")))
        .containsExactly(
            "path \"sys/policies/acl/*\" on line 1: create, patch are never asked for there; writes"
                + " ask for update",
            "path \"auth/azure/role/web\" on line 2: list is never asked for there");
  }

  @Test
  void linesAndTheOrderOfStanzasAreKept() {
    assertThat(warnings("# a comment", stanza("kv/x", "read"), "", stanza("kv/y", "read")))
        .extracting(warning -> warning.substring(0, warning.indexOf(':')))
        .containsExactly("path \"kv/x\" on line 2", "path \"kv/y\" on line 4");
  }

  @Test
  void jsonIsLookedAtAlike() {
    assertThat(warnings("{\"path\": {\"kv/x\": {\"capabilities\": [\"read\"]}}}"))
        .containsExactly("path \"kv/x\" on line 1: no mount serves such a path at present");
  }

  @Test
  void thereAreNeverMoreThanFiftyOneWarnings() {
    String many =
        IntStream.range(0, 60)
            .mapToObj(i -> stanza("kv/" + i, "read"))
            .collect(Collectors.joining("\n"));
    assertThat(warnings(many)).hasSize(51).endsWith("there are more warnings than these 50");
  }

  @Test
  void aVeryLongPolicyIsLookedAtInPart() {
    String many =
        IntStream.range(0, 12_000)
            .mapToObj(i -> stanza("secret/+/" + i + "*", "read"))
            .collect(Collectors.joining("\n"));
    assertThat(warnings(many)).containsExactly("only the first 1000 stanzas were looked at");
  }

  private static List<String> warnings(String... lines) {
    return PolicyLint.warnings(Policies.policy("p", lines), SERVED);
  }

  private static String stanza(String path, String... capabilities) {
    return Policies.stanza(path + ":" + String.join(",", capabilities));
  }
}
