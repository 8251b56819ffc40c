package io.azimuth.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditQueueTest {

  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final AuditQueue queue = new AuditQueue(threads::add);
  private final List<Integer> done = new ArrayList<>();

  @Test
  void oneThreadAtATimeDoesAllTasksInTheirOrder() {
    IntStream.range(0, 5).forEach(number -> queue.execute(() -> done.add(number)));
    queue.execute(() -> queue.execute(() -> done.add(5)));

    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(done).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(threads).isEmpty();
  }

  @Test
  void aFullQueueRefusesAndGoesOnLater() {
    IntStream.range(0, AuditQueue.CAPACITY)
        .forEach(number -> queue.execute(() -> done.add(number)));

    assertThatThrownBy(() -> queue.execute(() -> done.add(-1)))
        .isInstanceOf(RejectedExecutionException.class);

    threads.remove().run();
    assertThat(done).hasSize(AuditQueue.CAPACITY).doesNotContain(-1);
    queue.execute(() -> done.add(-2));
    threads.remove().run();
    assertThat(done).endsWith(-2);
  }

  @Test
  void aTaskThatNoThreadTakesIsRefusedAndNotDoneLater() {
    Deque<RejectedExecutionException> full = new ArrayDeque<>();
    full.add(new RejectedExecutionException("full"));
    AuditQueue own =
        new AuditQueue(
            task -> {
              if (!full.isEmpty()) {
                throw full.remove();
              }
              threads.add(task);
            });

    assertThatThrownBy(() -> own.execute(() -> done.add(1)))
        .isInstanceOf(RejectedExecutionException.class);
    own.execute(() -> done.add(2));

    threads.remove().run();
    assertThat(done).containsExactly(2);
  }
}
