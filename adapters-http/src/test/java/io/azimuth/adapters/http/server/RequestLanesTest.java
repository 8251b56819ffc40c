package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RequestLanesTest {

  private final RequestLanes<String> lanes = new RequestLanes<>(9);

  @Test
  void othersGoBeforeNewcomersWhoHaveEveryFourthTurn() {
    for (int i = 1; i <= 4; i++) {
      offer(true, "login " + i);
    }
    for (int i = 1; i <= 6; i++) {
      offer(false, "look-up " + i);
    }

    assertThat(drained())
        .containsExactly(
            "look-up 1",
            "look-up 2",
            "look-up 3",
            "login 1",
            "look-up 4",
            "look-up 5",
            "look-up 6",
            "login 2",
            "login 3",
            "login 4");
  }

  @Test
  void aFullLaneOfNewcomersHasNothingToDoWithTheOther() {
    for (int i = 0; i < 9; i++) {
      assertThat(offer(true, "login")).isEmpty();
    }
    assertThat(offer(true, "one more")).contains("one more");

    assertThat(offer(false, "look-up")).isEmpty();
    assertThat(lanes.size()).isEqualTo(10);
  }

  private Optional<String> offer(boolean newcomer, String element) {
    return lanes.offer(newcomer, Optional.empty(), element);
  }

  private List<String> drained() {
    List<String> all = new ArrayList<>();
    for (Optional<String> next = lanes.poll(); next.isPresent(); next = lanes.poll()) {
      all.add(next.get());
    }
    return all;
  }
}
