package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.RequestLanes.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class RequestLanesTest {

  private final RequestLanes<String> lanes = new RequestLanes<>(9, 9, () -> false);

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

  @Test
  void onlySoManyNewcomersAreServedAtTheSameTime() {
    RequestLanes<String> two = new RequestLanes<>(9, 2, () -> false);
    for (int i = 1; i <= 3; i++) {
      two.offer(true, Optional.empty(), "login " + i);
    }
    two.offer(false, Optional.empty(), "look-up");

    assertThat(two.poll()).map(Turn::element).contains("look-up");
    Turn<String> first = two.poll().orElseThrow();
    assertThat(two.poll()).map(Turn::element).contains("login 2");
    assertThat(two.poll()).isEmpty();

    assertThat(two.end(first)).isTrue();
    assertThat(two.poll()).map(Turn::element).contains("login 3");
  }

  @Test
  void aTurnThatNobodyMissedIsNotDueAgain() {
    RequestLanes<String> two = new RequestLanes<>(9, 2, () -> false);
    two.offer(true, Optional.empty(), "login 1");
    two.offer(false, Optional.empty(), "look-up");

    Turn<String> other = two.poll().orElseThrow();
    Turn<String> newcomer = two.poll().orElseThrow();

    assertThat(two.end(other)).isFalse();
    assertThat(two.end(newcomer)).isFalse();
  }

  @Test
  void aQuarterOfTheNewcomersIsServedWhileTheIoThreadsAreBehind() {
    AtomicBoolean behind = new AtomicBoolean(true);
    RequestLanes<String> eight = new RequestLanes<>(9, 8, behind::get);
    for (int i = 1; i <= 5; i++) {
      eight.offer(true, Optional.empty(), "login " + i);
    }
    eight.offer(false, Optional.empty(), "look-up");
    Turn<String> lookUp = eight.poll().orElseThrow();
    Turn<String> first = eight.poll().orElseThrow();
    assertThat(eight.poll()).map(Turn::element).contains("login 2");
    assertThat(eight.poll()).isEmpty();
    assertThat(eight.poll()).isEmpty();

    assertThat(eight.end(lookUp)).isFalse();
    assertThat(eight.end(first)).isTrue();
    assertThat(eight.poll()).map(Turn::element).contains("login 3");
    assertThat(eight.poll()).isEmpty();

    behind.set(false);
    assertThat(eight.end(lookUp)).isTrue();
    assertThat(eight.poll()).map(Turn::element).contains("login 4");
  }

  @Test
  void oneNewcomerIsAlwaysServed() {
    RequestLanes<String> two = new RequestLanes<>(9, 2, () -> true);
    two.offer(true, Optional.empty(), "login");

    assertThat(two.poll()).map(Turn::element).contains("login");
  }

  private List<String> drained() {
    List<String> all = new ArrayList<>();
    for (Optional<Turn<String>> next = lanes.poll(); next.isPresent(); next = lanes.poll()) {
      all.add(next.get().element());
    }
    return all;
  }
}
