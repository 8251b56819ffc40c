package io.azimuth.domain.policy.acl;

import static io.azimuth.domain.policy.Policies.acl;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PolicyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deny does, and that it ignores case (advisory Vault 2.2.2). */
class AclDenyTest {

  @Test
  void denyOnTheSamePathWinsOverEveryGrant() {
    Acl acl = acl("s/x:read,sudo", "s/x:deny");
    AclDecision decision = acl.decide("s/x", Capability.READ, false);
    assertThat(decision.outcome()).isEqualTo(AclOutcome.DENY_RULE);
    assertThat(decision.policies()).extracting(PolicyName::value).containsExactly("p1");
    assertThat(decision.sudo()).isFalse();
    assertThat(acl.capabilities("s/x")).containsExactly("deny");
    assertThat(acl.hasSudo("s/x")).isFalse();
  }

  @Test
  void aMoreSpecificDenyDenies() {
    Acl acl = acl("s/*:read", "s/top*:deny");
    assertThat(acl.decide("s/topsecret", Capability.READ, false).outcome())
        .isEqualTo(AclOutcome.DENY_RULE);
    assertThat(acl.decide("s/other", Capability.READ, false).allowed()).isTrue();
  }

  @Test
  void aLessSpecificDenyDoesNotHurt() {
    assertThat(acl("s/*:deny", "s/x:read").decide("s/x", Capability.READ, false).allowed())
        .isTrue();
  }

  @ParameterizedTest(name = "Vault 2.2.2: {0} denied, {1} allowed, asked for {2}")
  @CsvSource({
    // exact
    "s/data/Top,   s/data/*,     s/data/top",
    "s/data/top,   s/data/*,     s/data/TOP",
    "s/data/top,   s/data/*,     S/DATA/TOP",
    "s/data/top,   s/data/TOP,   s/data/TOP",
    // prefix
    "s/data/top*,  s/data/*,     s/data/TOPSECRET",
    "s/DATA/*,     s/*,          s/data/x",
    "s/data/*,     s/DATA/*,     s/DATA/x",
    // segments
    "s/+/top,      s/+/*,        s/data/TOP",
    "s/+/TOP,      s/*,          s/data/top",
    "s/+/a*,       s/+/A*,       s/data/Ab",
    // a tie that only the alphabet breaks, with the deny in another case
    "S/+/b/+,      s/+/+/d,      s/a/b/d",
    "s/+/+/D,      s/+/b/+,      s/a/b/d"
  })
  void denyIsBlindToCase(String denied, String allowed, String path) {
    Acl acl = acl(denied + ":deny", allowed + ":read", "S/*:read");
    AclDecision decision = acl.decide(path, Capability.READ, false);
    assertThat(decision.outcome()).isEqualTo(AclOutcome.DENY_RULE);
    assertThat(decision.rule()).hasValue(denied);
    assertThat(acl.capabilities(path)).containsExactly("deny");
  }

  @ParameterizedTest(name = "{0} denied, {1} allowed, asked for {2}")
  @CsvSource({
    "S/*,     s/x,        s/x",
    "S/*,     s/data/*,   s/data/x",
    "S/+/x,   s/data/+,   s/data/x",
    "S/+/*,   s/+/x,      s/data/x",
    "s/+/x*,  s/data/X*,  s/data/Xy"
  })
  void aMoreSpecificAllowWinsOverADenyOfAnotherCaseToo(String denied, String allowed, String path) {
    assertThat(acl(denied + ":deny", allowed + ":read").decide(path, Capability.READ, false).rule())
        .hasValue(allowed);
  }

  @Test
  void allowLooksAtCase() {
    assertThat(acl("s/X:read").decide("s/x", Capability.READ, false).outcome())
        .isEqualTo(AclOutcome.NO_RULE);
  }

  @Test
  void onlyAsciiLettersAreFolded() {
    Acl acl = acl("s/kiss:deny", "s/*:read");
    assertThat(acl.decide("s/\u212Aiss", Capability.READ, false).allowed()).isTrue();
    assertThat(acl.decide("s/ki\u017Fs", Capability.READ, false).allowed()).isTrue();
  }

  @Test
  void listMeetsADenyOfAnotherCaseInEachStep() {
    assertThat(list(acl("m/App/:deny", "m/app:list"))).isEqualTo(AclOutcome.DENY_RULE);
    assertThat(list(acl("m/App:deny", "m/*:list"))).isEqualTo(AclOutcome.DENY_RULE);
    assertThat(list(acl("m/App*:deny", "m/*:list"))).isEqualTo(AclOutcome.DENY_RULE);
    assertThat(list(acl("+/App:deny", "+/+:list"))).isEqualTo(AclOutcome.DENY_RULE);
    assertThat(list(acl("m/App:deny", "m/app/:list"))).isEqualTo(AclOutcome.GRANTED);
  }

  private static AclOutcome list(Acl acl) {
    return acl.decide("m/app/", Capability.LIST, false).outcome();
  }
}
