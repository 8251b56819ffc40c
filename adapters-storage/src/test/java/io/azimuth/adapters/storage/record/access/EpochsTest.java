package io.azimuth.adapters.storage.record.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Entry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochsTest {

  private final Epochs epochs = new Epochs();

  private static Optional<Entry> record(long revision, int content) {
    return Optional.of(new Entry(RecordKeys.EPOCH, new byte[] {(byte) content}, revision));
  }

  private long current(Optional<Entry> record) {
    return epochs.number(record, () -> record);
  }

  @Test
  void growWithEachOne() {
    long none = current(Optional.empty());
    long first = current(record(3, 1));
    long second = current(record(9, 1));

    assertThat(first).isGreaterThan(none);
    assertThat(second).isGreaterThan(first);
    assertThat(current(record(9, 1))).isEqualTo(second);
  }

  @Test
  void anOlderViewIsOlderThanTheCurrentOneAndEqualToNone() {
    long first = current(record(3, 1));
    long second = current(record(4, 1));

    long old = epochs.number(record(3, 1), () -> record(4, 1));

    assertThat(old).isLessThan(second).isNotEqualTo(first);
    assertThat(current(record(4, 1))).isEqualTo(second);
  }

  @Test
  void growWhenTheStoreIsSetBack() {
    long lost = current(record(50, 1));

    long setBack = current(record(30, 1));
    long later = current(record(50, 2));

    assertThat(setBack).isGreaterThan(lost);
    assertThat(later).isGreaterThan(setBack);
  }

  @Test
  void growWhenTheSameRevisionComesAgainOrTheRecordIsGone() {
    long lost = current(record(50, 1));
    long other = current(record(50, 2));

    assertThat(other).isGreaterThan(lost);
    assertThat(current(Optional.empty())).isGreaterThan(other);
  }
}
