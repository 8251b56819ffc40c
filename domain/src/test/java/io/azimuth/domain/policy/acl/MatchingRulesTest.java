package io.azimuth.domain.policy.acl;

import static io.azimuth.domain.policy.Policies.acl;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PolicyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules are about a path, and why all but one do not decide. */
class MatchingRulesTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.random.cases", 500);
  private static final String[] SEGMENTS = {"a", "b", "A", "+", "c"};

  @ParameterizedTest(name = "{0} hides {1}: {4}")
  @CsvSource({
    "a/b:read, a/*:deny, a/b, false, EXACT_PATH",
    "a/b:read, a/+:deny, a/b, false, EXACT_PATH",
    "a/b/:list, a/b:deny, a/b/, true, LIST_PATH",
    "a/*:list, +:deny, a/, true, LIST_PATH",
    "a/b:list, a/*:deny, a/b/, true, EXACT_PATH",
    "a/b*:deny, a/*:read, a/bc, false, LATER_WILDCARD",
    "a/+:read, a/*:read, a/b, false, NO_STAR",
    "a/+/c*:read, a/+/+/d*:read, a/b/c/d, false, FEWER_SEGMENTS",
    "a/+/bc*:read, a/+/b*:read, a/x/bcd, false, LONGER",
    "a/+/c/+:read, a/+/+/d:read, a/b/c/d, false, ALPHABET",
    "A/B:deny, a/b:read, a/b, false, DENY_ANY_CASE",
    "A/*:deny, a/*:read, a/b, false, DENY_ANY_CASE",
    "a/b:deny, A/B:deny, a/b, false, BOTH_DENY",
    "a/*:deny, A/b*:deny, a/bc, false, BOTH_DENY"
  })
  void saysWhyOneRuleComesBeforeTheOther(
      String winner, String loser, String path, boolean list, ShadowReason reason) {
    for (Acl acl : List.of(acl(winner, loser), acl(loser, winner))) {
      MatchingRules rules = acl.matchingRules(path, list);

      assertThat(rules.deciding().orElseThrow().path()).isEqualTo(winner.split(":", 2)[0]);
      assertThat(rules.shadowed())
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.rule().path()).isEqualTo(loser.split(":", 2)[0]);
                assertThat(it.reason()).isEqualTo(reason);
              });
    }
  }

  @Test
  void namesThePoliciesAndCapabilitiesOfARule() {
    Acl acl = acl("a:read", "a:list", "+:deny");

    MatchingRules rules = acl.matchingRules("a", false);

    assertThat(rules.deciding())
        .contains(
            new RuleSummary(
                "a", List.of("read", "list"), List.of(new PolicyName("p0"), new PolicyName("p1"))));
    assertThat(rules.shadowed().get(0).rule())
        .isEqualTo(new RuleSummary("+", List.of("deny"), List.of(new PolicyName("p2"))));
  }

  @Test
  void thoseThatWouldComeNextAreFirst() {
    MatchingRules rules =
        acl("*:read", "a/+:read", "a/b:read", "a/*:read").matchingRules("a/b", false);

    assertThat(rules.shadowed())
        .extracting(it -> it.rule().path())
        .containsExactly("a/+", "a/*", "*");
  }

  @Test
  void nothingIsAboutAPathThatNoRuleMatchesAndRootHasNoRules() {
    assertThat(acl("a:read", "b/*:deny").matchingRules("c", false)).isEqualTo(MatchingRules.NONE);
    assertThat(Acl.root().matchingRules("c", false)).isEqualTo(MatchingRules.NONE);
  }

  @Test
  void theDecidingRuleIsTheOneOfTheDecision() {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> rules = new ArrayList<>();
      for (int i = random.nextInt(9); i >= 0; i--) {
        rules.add(path(random, true) + (random.nextInt(3) == 0 ? ":deny" : ":read,list"));
      }
      Acl acl = acl(rules.toArray(String[]::new));
      String path = path(random, false);
      agrees(acl, path, Capability.READ);
      agrees(acl, path + "/", Capability.LIST);
    }
  }

  private static void agrees(Acl acl, String path, Capability needed) {
    MatchingRules rules = acl.matchingRules(path, needed == Capability.LIST);
    AclDecision decision = acl.decide(path, needed, false);

    assertThat(rules.deciding().map(RuleSummary::path)).isEqualTo(decision.rule());
    assertThat(rules.shadowed())
        .extracting(it -> it.rule().path())
        .doesNotHaveDuplicates()
        .doesNotContainSequence(decision.rule().orElse(""));
  }

  private static String path(Random random, boolean wildcards) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String segment = SEGMENTS[random.nextInt(SEGMENTS.length)];
      path.append(segment.equals("+") && !wildcards ? "a" : segment).append(i == 0 ? "" : "/");
    }
    boolean star = wildcards && random.nextInt(3) == 0 && !path.toString().endsWith("+");
    return path + (star ? "*" : "");
  }
}
