package io.azimuth.domain.azure.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoundListTest {

  @Test
  void comparesWholeValuesWithAsciiLettersFoldedOnly() {
    BoundList list = BoundList.of(List.of("Web", "task", "key", "id"));

    assertThat(list.contains("wEB")).isTrue();
    assertThat(list.contains("web-2")).isFalse();
    assertThat(list.contains("we")).isFalse();
    assertThat(list.contains("ta\u017fk")).isFalse();
    assertThat(list.contains("\u212Aey")).isFalse();
    assertThat(list.contains("\u0131d")).isFalse();
    assertThat(list.contains("\u0130d")).isFalse();
  }

  @Test
  void neverContainsAnEmptyValue() {
    assertThat(BoundList.of(List.of("")).contains("")).isFalse();
  }

  @Test
  void takesOnlyASingleStarForAny() {
    assertThat(BoundList.of(List.of("*")).isAny()).isTrue();
    assertThat(BoundList.of(List.of("*")).isNamed()).isFalse();
    assertThat(BoundList.of(List.of("*", "*")).isAny()).isFalse();
    assertThat(BoundList.of(List.of("*", "a")).isAny()).isFalse();
    assertThat(BoundList.of(List.of("*", "a")).contains("b")).isFalse();
    assertThat(BoundList.NONE.isNamed()).isFalse();
  }
}
