package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchGroupTest {

  private static PendingBatch knowing(long setBacks) {
    return new PendingBatch(Batch.builder().knowSetBacks(setBacks).build());
  }

  private static PendingBatch putting(String key) {
    return new PendingBatch(Batch.builder().put(Key.of(key), new byte[1]).build());
  }

  @Test
  void aBatchIsNotWithOneThatWritesWhatItReadsOrWrites() {
    PendingBatch first = putting("a");
    PendingBatch other = putting("b");
    PendingBatch again = putting("a");
    PendingBatch reading = new PendingBatch(Batch.builder().requireAbsent(Key.of("b")).build());

    assertThat(BatchGroup.of(List.of(first, other, again, reading)))
        .containsExactly(
            new BatchGroup(List.of(first, other)), new BatchGroup(List.of(again, reading)));
  }

  @Test
  void aBatchFromBeforeASetBackIsAConflictWithoutTheOthers() {
    PendingBatch before = knowing(0);
    PendingBatch current = knowing(1);
    PendingBatch indifferent = putting("a");

    BatchGroup left = new BatchGroup(List.of(before, current, indifferent)).refuseFromBefore(1);

    assertThat(left.batches()).containsExactly(current, indifferent);
    before.complete();
    current.complete();
    assertThat(before.stage()).isCompletedWithValue(CommitOutcome.CONFLICT);
    assertThat(current.stage()).isCompletedWithValue(CommitOutcome.UNKNOWN);
  }

  @Test
  void nothingIsRefusedWithoutASetBack() {
    BatchGroup group = new BatchGroup(List.of(knowing(0), putting("a")));

    assertThat(group.refuseFromBefore(0)).isEqualTo(group);
  }
}
