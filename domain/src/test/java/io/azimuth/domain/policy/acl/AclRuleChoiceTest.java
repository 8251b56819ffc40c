package io.azimuth.domain.policy.acl;

import static io.azimuth.domain.policy.Policies.acl;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Policies;
import io.azimuth.domain.policy.PolicyName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule decides, step by step; {@code docs/reference/policies.md} lists the steps. */
class AclRuleChoiceTest {

  @ParameterizedTest(name = "{0} on {1} and {2}")
  @CsvSource({
    // exact beats everything
    "a/b,     a/b,          a/b*",
    "a/b,     a/b,          a/+",
    "a/b,     a/b,          +/b",
    "a/b,     a/b,          *",
    // later first wildcard wins
    "a/b/c,   a/b*,         a/*",
    "a/bc,    a/b*,         a/+",
    "a/b/c/d, a/b/+/d,      a/+/c/d",
    "a/b/c/d, a/b/*,        a/+/c/d",
    "a/b/c,   a/+/c,        *",
    "a/b/c,   a/+/c,        +/b/c",
    "a/b,     a/+,          +/b",
    // tie: non-prefix beats prefix
    "a/b,     a/+,          a/*",
    "a/b/c,   a/+/c,        a/+/c*",
    "a/b/c,   a/+/c,        a/*",
    "a/b/c,   a/+/+,        a/+/c*",
    // tie: fewer +
    "a/b/c/d, a/+/c/d,      a/+/+/d",
    "a/b/c/d, a/+/c/*,      a/+/+/d*",
    // tie: longer
    "a/b/cd,  a/+/cd*,      a/+/c*",
    "a/b/cd,  a/+/c*,       a/+/*",
    "a/b/c,   a/*,          a/+/*",
    // tie: lexicographically larger ('c' is above '+')
    "a/b/c/d, a/+/c/+,      a/+/+/d",
    // longest prefix
    "a/b/c,   a/b/c*,       a/b/*",
    "a/b/c,   a/b/*,        a*",
    "a,       a*,           *"
  })
  void theMoreSpecificRuleDecides(String path, String winner, String loser) {
    for (Acl acl :
        new Acl[] {
          acl(winner + ":read", loser + ":update"), acl(loser + ":update", winner + ":read")
        }) {
      assertThat(acl.decide(path, Capability.READ, false).rule()).hasValue(winner);
      assertThat(acl.decide(path, Capability.READ, false).allowed()).isTrue();
      assertThat(acl.decide(path, Capability.UPDATE, false).outcome())
          .isEqualTo(AclOutcome.CAPABILITY_MISSING);
    }
  }

  @ParameterizedTest(name = "{0} takes {1}: {2}")
  @CsvSource({
    "a/b,      a/b,       true",
    "a/b,      a/b/,      false",
    "a/b/,     a/b,       false",
    "a/b,      A/b,       false",
    "a/*,      a/,        true",
    "a/*,      a,         false",
    "a/*,      a/b/c,     true",
    "a*,       ab/c,      true",
    "*,        x,         true",
    "+,        x,         true",
    "+,        x/y,       false",
    "a/+,      a/b,       true",
    "a/+,      a/,        true",
    "a/+,      a,         false",
    "a/+,      a/b/,      false",
    "a/+,      a/b/c,     false",
    "+/b,      a/b,       true",
    "a/+/b,    a/x/b,     true",
    "a/+/b,    a/x/y/b,   false",
    "a/+/b*,   a/x/bc/d,  true",
    "a/+/b*,   a/x/b,     true",
    "a/+/b*,   a/x/c,     false",
    "a/+/*,    a/x,       false",
    "a/+/*,    a/x/,      true",
    "a/+/+/b,  a/x/y/b,   true",
    "a/b+,     a/b+,      true",
    "a/b+,     a/bc,      false",
    "a/+b,     a/+b,      true",
    "a/+b,     a/xb,      false",
    "a/*/c,    a/*/c,     true",
    "a/*/c,    a/b/c,     false",
    "a/**,     a/*x,      true",
    "a/**,     a/x,       false"
  })
  void wildcardsStandForWhatTheSpecSays(String rule, String path, boolean matches) {
    assertThat(acl(rule + ":read").decide(path, Capability.READ, false).allowed())
        .isEqualTo(matches);
  }

  @ParameterizedTest(name = "list {0} among {1} and {2}")
  @CsvSource({
    // step 2 before step 3
    "m/app/, m/app/,  m/app",
    // step 3 before step 4
    "m/app/, m/app,   m/app/*",
    "m/app/, m/app,   m/*",
    // step 4 before step 5
    "m/app/, m/app/*, m/+",
    "m/app/, m/+/,    m/+",
    "m/app/, m/*,     +/app"
  })
  void listFallsBackToThePathWithoutSlash(String path, String winner, String loser) {
    Acl acl = acl(loser + ":list,delete", winner + ":list");
    assertThat(acl.decide(path, Capability.LIST, false).rule()).hasValue(winner);
  }

  @Test
  void onlyListAndScanFallBack() {
    Acl exact = acl("m/app:read,list");
    assertThat(acl("m/app:scan").decide("m/app/", Capability.SCAN, false).allowed()).isTrue();
    assertThat(exact.decide("m/app/", Capability.SCAN, false).outcome())
        .isEqualTo(AclOutcome.CAPABILITY_MISSING);
    assertThat(exact.decide("m/app/", Capability.LIST, false).allowed()).isTrue();
    assertThat(exact.decide("m/app/", Capability.READ, false)).isEqualTo(AclDecision.NO_RULE);
    Acl segment = acl("+/app:read,list");
    assertThat(segment.decide("m/app/", Capability.LIST, false).allowed()).isTrue();
    assertThat(segment.decide("m/app/", Capability.READ, false).outcome())
        .isEqualTo(AclOutcome.NO_RULE);
  }

  @Test
  void samePathInSeveralPoliciesUnites() {
    Acl acl =
        Acl.of(
            List.of(
                Policies.policy("one", Policies.stanza("s/*:read"), Policies.stanza("/s/*:update")),
                Policies.policy("two", Policies.stanza("s/*:delete,read"))));
    AclDecision read = acl.decide("s/x", Capability.READ, false);
    assertThat(read.outcome()).isEqualTo(AclOutcome.GRANTED);
    assertThat(read.policies()).extracting(PolicyName::value).containsExactly("one", "two");
    assertThat(acl.decide("s/x", Capability.UPDATE, false).policies())
        .extracting(PolicyName::value)
        .containsExactly("one");
    assertThat(acl.decide("s/x", Capability.CREATE, false))
        .isEqualTo(
            new AclDecision(
                AclOutcome.CAPABILITY_MISSING,
                Optional.of("s/*"),
                List.of(new PolicyName("one"), new PolicyName("two")),
                Optional.empty(),
                false));
  }

  @Test
  void aStanzaWithoutCapabilitiesHidesLessSpecificOnes() {
    assertThat(acl("s/*:read", "s/x:").decide("s/x", Capability.READ, false).outcome())
        .isEqualTo(AclOutcome.CAPABILITY_MISSING);
  }

  @Test
  void noPolicyAllowsNothing() {
    assertThat(acl().decide("a", Capability.READ, false).outcome()).isEqualTo(AclOutcome.NO_RULE);
    assertThat(acl().capabilities("a")).containsExactly("deny");
    assertThat(acl().anyBelow("secret/")).isFalse();
  }
}
