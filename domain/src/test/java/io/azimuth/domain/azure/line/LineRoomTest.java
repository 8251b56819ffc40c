package io.azimuth.domain.azure.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.id.PrincipalId;
import org.junit.jupiter.api.Test;

/** Who finds room, and who has to leave. */
class LineRoomTest {

  private static final PrincipalId FLOOD = principal(7);
  private static final PrincipalId OTHER = principal(1);

  private final LineRoom<String> room = new LineRoom<>(3);

  @Test
  void whoFloodsItHasToLeave() {
    room.enter(FLOOD, "f1");
    room.enter(FLOOD, "f2");
    room.enter(FLOOD, "f3");

    assertThat(room.enter(FLOOD, "f4")).contains("f4");
    assertThat(room.enter(OTHER, "o1")).contains("f3");
    assertThat(room.enter(principal(2), "p1")).contains("f2");
    assertThat(room.size()).isEqualTo(3);
  }

  @Test
  void whenAllHaveTheSameNobodyLeavesForANewOne() {
    room.enter(principal(1), "a");
    room.enter(principal(2), "b");
    room.enter(principal(3), "c");

    assertThat(room.enter(principal(4), "d")).contains("d");
    assertThat(room.enter(principal(1), "a2")).contains("a2");
  }

  @Test
  void aPlaceGivenBackIsFree() {
    room.enter(FLOOD, "f1");
    room.enter(FLOOD, "f2");
    room.enter(FLOOD, "f3");

    room.leave(FLOOD, "f2");
    room.leave(FLOOD, "f2");
    room.leave(OTHER, "nobody");

    assertThat(room.size()).isEqualTo(2);
    assertThat(room.enter(FLOOD, "f4")).isEmpty();
    assertThat(room.enter(OTHER, "o1")).contains("f4");
  }

  @Test
  void aRoomHasAPlace() {
    assertThatThrownBy(() -> new LineRoom<>(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }
}
