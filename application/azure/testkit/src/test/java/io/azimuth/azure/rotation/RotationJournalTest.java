package io.azimuth.azure.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.azure.config.RotatedMount;
import io.azimuth.spi.engine.CommitOutcome;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RotationJournalTest {

  private final RotatedMount mount = new RotatedMount();
  private final RotationJournal journal =
      new RotationJournal(PluginMountStore.ofAuthMethod(mount.server.store(), "azure"));
  private final AtomicInteger staged = new AtomicInteger();

  private boolean write(boolean fits) {
    return journal.writeIf(
        mount.uuid(),
        Optional.empty(),
        work -> {
          staged.incrementAndGet();
          journal.put(work, RotationHistory.NONE);
          return fits;
        });
  }

  @Test
  void aConflictIsFollowedByAPauseAndAnotherAttempt() {
    mount
        .server
        .store()
        .endCommitsWith(
            Collections.nCopies(5, CommitOutcome.CONFLICT).toArray(CommitOutcome[]::new));
    long begun = System.nanoTime();

    assertThat(write(true)).isTrue();

    assertThat(staged).hasValue(6);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1 + 2 + 4 + 8 + 16));
  }

  @Test
  void whatDoesNotFitAnyMoreIsNotCommitted() {
    int before = mount.server.store().commits();

    assertThat(write(false)).isFalse();

    assertThat(mount.server.store().commits()).isEqualTo(before);
  }
}
