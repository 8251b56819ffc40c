package io.azimuth.domain.policy.acl;

import static io.azimuth.domain.policy.Policies.acl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PolicyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Capabilities, sudo, root and the preflight question. */
class AclTest {

  @Test
  void listsCapabilitiesInTheirOrder() {
    assertThat(acl("a:patch,create,delete,update,list,read,sudo").capabilities("a"))
        .containsExactly("sudo", "read", "list", "update", "delete", "create", "patch");
    assertThat(acl("a:create,read").capabilities("a")).containsExactly("read", "create");
  }

  @Test
  void capabilitiesOfNothingAndOfDenyAreDeny() {
    Acl acl = acl("a:deny", "b:");
    assertThat(acl.capabilities("a")).containsExactly("deny");
    assertThat(acl.capabilities("b")).containsExactly("deny");
    assertThat(acl.capabilities("c")).containsExactly("deny");
  }

  @Test
  void capabilitiesOfAFolderFallBackLikeAList() {
    assertThat(acl("a/b:read,list").capabilities("a/b/")).containsExactly("read", "list");
  }

  @Test
  void sudoIsNeededBesidesTheCapability() {
    Acl acl = acl("a:read,sudo", "b:read", "c:sudo");
    AclDecision both = acl.decide("a", Capability.READ, true);
    assertThat(both.allowed()).isTrue();
    assertThat(both.sudo()).isTrue();
    assertThat(acl.decide("b", Capability.READ, true).outcome()).isEqualTo(AclOutcome.SUDO_MISSING);
    assertThat(acl.decide("b", Capability.READ, false).sudo()).isFalse();
    assertThat(acl.decide("c", Capability.READ, true).outcome())
        .isEqualTo(AclOutcome.CAPABILITY_MISSING);
    assertThat(acl.hasSudo("a")).isTrue();
    assertThat(acl.hasSudo("b")).isFalse();
    assertThat(acl.hasSudo("z")).isFalse();
  }

  @Test
  void rootMayDoEverything() {
    AclDecision decision = Acl.root().decide("sys/seal", Capability.UPDATE, true);
    assertThat(decision.outcome()).isEqualTo(AclOutcome.ROOT);
    assertThat(decision.allowed()).isTrue();
    assertThat(decision.sudo()).isTrue();
    assertThat(decision.policies()).containsExactly(PolicyName.ROOT);
    assertThat(Acl.root().capabilities("x")).containsExactly("root");
    assertThat(Acl.root().hasSudo("x")).isTrue();
    assertThat(Acl.root().anyBelow("x")).isTrue();
    assertThat(Acl.root().isRoot()).isTrue();
    assertThat(acl("*:sudo,read").isRoot()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"SUDO", "DENY"})
  void noOperationNeedsOnlySudoOrDeny(Capability needed) {
    assertThatThrownBy(() -> acl("a:read").decide("a", needed, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0} shows the mount: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "secret/data/x:read                   | true",
        "secret/:list                         | true",
        "secret:list                          | true",
        "secret/data/*:create                 | true",
        "secret/*:read                        | true",
        "sec*:read                            | true",
        "*:read                               | true",
        "+/data/x:read                        | true",
        "+/+:read                             | true",
        "secret/+/x:update                    | true",
        "+/data/*:read                        | true",
        "+:list                               | true",
        "secret/data/x:deny                   | false",
        "secret/data/x:                       | false",
        "secret2/data/x:read                  | false",
        "secre:read                           | false",
        "Secret/data/x:read                   | false",
        "other/*:read                         | false",
        "other/+:read                         | false",
        "sec/+:read                           | false",
        // shadowed
        "*:read ; secret/*:deny               | false",
        "sec*:read ; secret/*:deny            | false",
        "secret/*:read ; SECRET/*:deny        | false",
        "+/data/*:read ; secret/*:deny        | false",
        "*:read ; secret/:deny                | true",
        "*:read ; secret/+:deny               | true",
        "secret/*:deny ; secret/data/x:read   | true",
        "secret/*:deny ; secret/+/x:read      | true",
        "secret/*:read ; secret/data/*:deny   | true"
      })
  void answersThePreflight(String rules, boolean shown) {
    Acl acl = acl(rules.split(" ; ", -1));
    assertThat(acl.anyBelow("secret/")).isEqualTo(shown);
    assertThat(acl.anyBelow("secret")).isEqualTo(shown);
  }

  @Test
  void answersThePreflightOfANestedMount() {
    assertThat(acl("auth/azure/login:update").anyBelow("auth/azure/")).isTrue();
    assertThat(acl("auth/+/login:update").anyBelow("auth/azure/")).isTrue();
    assertThat(acl("auth/+:update").anyBelow("auth/azure/")).isTrue();
    assertThat(acl("auth/token/*:update").anyBelow("auth/azure/")).isFalse();
  }
}
