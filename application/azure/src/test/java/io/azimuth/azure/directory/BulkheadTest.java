package io.azimuth.azure.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class BulkheadTest {

  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final List<Integer> answered = new ArrayList<>();
  private final Bulkhead lanes = new Bulkhead(threads::add, 2);

  private void ask(int number) {
    lanes.execute(() -> answered.add(number));
  }

  @Test
  void takesNoMoreThreadsThanItsShare() {
    for (int i = 0; i < 5; i++) {
      ask(i);
    }

    assertThat(threads).hasSize(2);
    assertThat(answered).isEmpty();
  }

  @Test
  void whatWaitedRunsInTheLaneThatIsFreeFirst() {
    for (int i = 0; i < 5; i++) {
      ask(i);
    }

    threads.remove().run();

    assertThat(answered).containsExactly(0, 2, 3, 4);
    threads.remove().run();
    assertThat(answered).containsExactly(0, 2, 3, 4, 1);
  }

  @Test
  void aFreeLaneTakesAThreadAgain() {
    ask(0);
    threads.remove().run();
    ask(1);
    ask(2);
    ask(3);

    assertThat(threads).hasSize(2);
  }

  @Test
  void refusesWhenTooManyWait() {
    for (int i = 0; i < 2 + 1_024; i++) {
      ask(i);
    }

    assertThatThrownBy(() -> ask(-1)).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void aThreadThatIsRefusedLeavesItsLaneFree() {
    Bulkhead one =
        new Bulkhead(
            question -> {
              if (threads.isEmpty()) {
                threads.add(question);
                throw new RejectedExecutionException("closed");
              }
              question.run();
            },
            1);
    assertThatThrownBy(() -> one.execute(() -> answered.add(0)))
        .isInstanceOf(RejectedExecutionException.class);

    one.execute(() -> answered.add(1));

    assertThat(answered).containsExactly(1);
  }
}
