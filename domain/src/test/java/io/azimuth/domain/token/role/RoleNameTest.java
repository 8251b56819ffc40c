package io.azimuth.domain.token.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleNameTest {

  @Test
  void isFoundInAnyLetterCase() {
    assertThat(RoleName.parse("Dev-Role")).contains(new RoleName("dev-role"));
    assertThat(new RoleName("Dev-Role")).hasToString("dev-role");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "7", "a.b", "a-b", "dev_role.1"})
  void takesNames(String name) {
    assertThat(RoleName.parse(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-a", "a-", ".a", "a.", "a b", "a/b", "ä", "\u212A", "a\n", "..", "é", "a\u0660"
      })
  void refusesOtherTexts(String name) {
    assertThat(RoleName.parse(name)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new RoleName(name));
  }

  @Test
  void capsItsLength() {
    assertThat(RoleName.parse("r".repeat(128))).isPresent();
    assertThat(RoleName.parse("r".repeat(129))).isEmpty();
  }
}
