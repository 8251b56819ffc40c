package io.azimuth.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", " Root\t", "response-wrapping", "Control-Group"})
  void reservedNamesAreReservedInAnyCaseAndSpacing(String name) {
    assertThat(new PolicyName(name).reserved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "root2", "my root", "rооt"})
  void otherNamesAreFree(String name) {
    assertThat(new PolicyName(name).reserved()).isFalse();
  }

  @Test
  void foldsAsciiAndNothingElse() {
    assertThat(new PolicyName(" App-Ärger ").value()).isEqualTo("app-Ärger");
    assertThat(new PolicyName("re\u017Fponse-wrapping").reserved()).isFalse();
  }

  @Test
  void hasOneTo128Characters() {
    assertThat(new PolicyName("a".repeat(128)).value()).hasSize(128);
    for (String bad : new String[] {"", "  ", "a".repeat(129)}) {
      assertThatThrownBy(() -> new PolicyName(bad))
          .isInstanceOf(InvalidPolicyException.class)
          .hasMessage("a policy name has 1 to 128 characters");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\nb", "ro\u200Bot", "a\u202Eb", "a\uD800"})
  void refusesWhatCannotBeSeen(String name) {
    assertThatThrownBy(() -> new PolicyName(name))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessage("a policy name has no control characters");
  }
}
