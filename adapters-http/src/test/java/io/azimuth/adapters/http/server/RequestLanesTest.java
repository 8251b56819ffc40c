package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.RequestLanes.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class RequestLanesTest {

  private boolean behind;
  private long now;
  private final RequestLanes<String> lanes = lanes(9, 9);

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
    RequestLanes<String> two = lanes(9, 2);
    for (int i = 1; i <= 3; i++) {
      two.offer(true, Optional.empty(), "login " + i);
    }
    two.offer(false, Optional.empty(), "look-up");

    assertThat(two.poll()).map(Turn::element).contains("look-up");
    Turn<String> first = two.poll().orElseThrow();
    assertThat(two.poll()).map(Turn::element).contains("login 2");
    assertThat(two.poll()).isEmpty();

    two.end(first);
    assertThat(two.due()).isEqualTo(1);
    assertThat(two.poll()).map(Turn::element).contains("login 3");
  }

  @Test
  void aTurnThatNobodyMissedIsNotDueAgain() {
    RequestLanes<String> two = lanes(9, 2);
    two.offer(true, Optional.empty(), "login 1");
    two.offer(false, Optional.empty(), "look-up");

    Turn<String> other = two.poll().orElseThrow();
    Turn<String> newcomer = two.poll().orElseThrow();

    two.end(other);
    two.end(newcomer);
    assertThat(two.due()).isZero();
  }

  @Test
  void aQuarterOfACrowdBeginsWhileTheIoThreadsAreBehind() {
    RequestLanes<String> eight = lanes(9, 8);
    behind = true;
    offer(eight, 5);
    Turn<String> first = eight.poll().orElseThrow();
    assertThat(eight.poll()).map(Turn::element).contains("login 2");
    assertThat(eight.poll()).isEmpty();
    assertThat(eight.poll()).isEmpty();
    assertThat(eight.due()).isZero();

    eight.end(first);

    assertThat(eight.due()).isEqualTo(1);
    assertThat(eight.poll()).map(Turn::element).contains("login 3");
    assertThat(eight.poll()).isEmpty();
  }

  @Test
  void fewNewcomersAreServedAsEverWhileTheIoThreadsAreBehind() {
    RequestLanes<String> eight = lanes(9, 8);
    behind = true;
    offer(eight, 3);

    assertThat(List.of(eight.poll(), eight.poll(), eight.poll())).allMatch(Optional::isPresent);
  }

  @Test
  void allPlacesAreTakenAgainWhenTheIoThreadsAreNoLongerBehind() {
    RequestLanes<String> four = lanes(9, 4);
    behind = true;
    offer(four, 6);
    assertThat(four.poll()).isPresent();
    for (int i = 0; i < 5; i++) {
      assertThat(four.poll()).isEmpty();
    }

    behind = false;

    assertThat(four.due()).isEqualTo(3);
    assertThat(List.of(four.poll(), four.poll(), four.poll())).allMatch(Optional::isPresent);
    assertThat(four.due()).isZero();
  }

  @Test
  void aNewcomerThatTakesASecondHoldsNobodyUp() {
    RequestLanes<String> two = lanes(9, 2);
    behind = true;
    offer(two, 4);
    assertThat(two.poll()).map(Turn::element).contains("login 1");
    assertThat(two.poll()).isEmpty();

    now += TimeUnit.SECONDS.toNanos(1);

    assertThat(two.due()).isEqualTo(1);
    assertThat(two.poll()).map(Turn::element).contains("login 2");
    assertThat(two.poll()).isEmpty();
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(two.due()).isZero(); // both places are taken
  }

  @Test
  void aTurnThatANewcomerTookIsGivenBackToTheOther() {
    RequestLanes<String> two = lanes(9, 2);
    behind = true;
    offer(two, 4);
    assertThat(two.poll()).map(Turn::element).contains("login 1");
    assertThat(two.poll()).isEmpty();
    behind = false;
    two.offer(false, Optional.empty(), "look-up 1");
    two.offer(false, Optional.empty(), "look-up 2");
    assertThat(two.poll()).map(Turn::element).contains("look-up 1");
    assertThat(two.poll()).map(Turn::element).contains("login 2");

    assertThat(two.due()).isEqualTo(1);

    assertThat(two.poll()).map(Turn::element).contains("look-up 2");
  }

  @RepeatedTest(50)
  void nothingIsLeftBehindInWhateverOrder() {
    Random random = new Random();
    RequestLanes<String> some = lanes(300, 1 + random.nextInt(8));
    Deque<Turn<String>> running = new ArrayDeque<>();
    int calls = 0;
    for (int i = 0; i < 300; i++) {
      behind = random.nextBoolean();
      now += random.nextInt(15_000_000);
      assertThat(some.offer(random.nextBoolean(), Optional.empty(), "element " + i)).isEmpty();
      calls++;
      if (random.nextBoolean()) {
        calls += step(some, running, random.nextBoolean());
      }
    }
    while (calls > 0 || !running.isEmpty()) {
      calls += step(some, running, calls > 0);
    }

    assertThat(some.size()).isZero();
  }

  /** Polls, or ends a turn. Returns how many more calls are due. */
  private static int step(RequestLanes<String> lanes, Deque<Turn<String>> running, boolean polls) {
    if (polls || running.isEmpty()) {
      Optional<Turn<String>> turn = lanes.poll();
      turn.ifPresent(running::add);
      return turn.isPresent() ? lanes.due() - 1 : -1;
    }
    lanes.end(running.remove());
    return lanes.due();
  }

  private RequestLanes<String> lanes(int capacity, int mostServed) {
    return new RequestLanes<>(capacity, mostServed, () -> behind, () -> now);
  }

  private static void offer(RequestLanes<String> lanes, int logins) {
    for (int i = 1; i <= logins; i++) {
      lanes.offer(true, Optional.empty(), "login " + i);
    }
  }

  private List<String> drained() {
    List<String> all = new ArrayList<>();
    for (Optional<Turn<String>> next = lanes.poll(); next.isPresent(); next = lanes.poll()) {
      all.add(next.get().element());
    }
    return all;
  }
}
