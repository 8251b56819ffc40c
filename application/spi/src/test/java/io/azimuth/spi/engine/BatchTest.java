package io.azimuth.spi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void takesExactlyTheMostWrites() {
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < Batch.MAX_ENTRIES; i++) {
      batch.delete(Key.of("k" + i));
    }
    assertThat(batch.build().writes()).hasSize(Batch.MAX_ENTRIES);
    assertThatThrownBy(() -> batch.delete(Key.of("one-more")))
        .hasMessageContaining("at most 1,000 writes");
  }

  @Test
  void takesExactlyTheLongestValue() {
    assertThat(Batch.builder().put(Key.of("k"), new byte[Batch.MAX_VALUE_BYTES]).build().bytes())
        .isEqualTo(Batch.MAX_VALUE_BYTES + 1);
    assertThatThrownBy(() -> Batch.builder().put(Key.of("k"), new byte[Batch.MAX_VALUE_BYTES + 1]))
        .hasMessageContaining("at most 1 MiB");
  }

  @Test
  void takesExactlyTheMostBytes() {
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < 8; i++) {
      batch.put(Key.of("k" + i), new byte[Batch.MAX_VALUE_BYTES - 2]);
    }
    assertThat(batch.build().bytes()).isEqualTo(Batch.MAX_BYTES);
    assertThatThrownBy(() -> batch.delete(Key.of("x"))).hasMessageContaining("at most 8 MiB");
  }

  @Test
  void onlyDeletionsAndSmallMarksMayUseAReserve() {
    Key key = Key.of("k");
    assertThat(Batch.builder().delete(key).build().mayUseReserve()).isTrue();
    assertThat(Batch.builder().delete(key).put(Key.of("l"), new byte[1]).build().mayUseReserve())
        .isFalse();
    assertThat(mark(Batch.MAX_RESERVE_BYTES).mayUseReserve()).isTrue();
    assertThat(mark(Batch.MAX_RESERVE_BYTES + 1).mayUseReserve()).isFalse();
  }

  private static Batch mark(int bytes) {
    return Batch.builder().useReserve().put(Key.of("k"), new byte[bytes]).build();
  }

  @Test
  void replacedWriteCountsOnce() {
    Batch batch =
        Batch.builder()
            .put(Key.of("key"), new byte[100])
            .put(Key.of("key"), new byte[7])
            .delete(Key.of("key"))
            .build();
    assertThat(batch.bytes()).isEqualTo(3);
    assertThat(batch.writes().get(Key.of("key"))).isEmpty();
  }

  @Test
  void keyHasBounds() {
    assertThat(Key.of(new byte[Key.MAX_BYTES]).length()).isEqualTo(1024);
    assertThatThrownBy(() -> Key.of(new byte[Key.MAX_BYTES + 1])).hasMessageContaining("1025");
    assertThatThrownBy(() -> Key.of("")).hasMessageContaining("1 to 1024");
  }

  @Test
  void oneKeyHasOneDemand() {
    Batch.Builder batch = Batch.builder().require(Key.of("k"), 5);
    assertThat(batch.require(Key.of("k"), 5).build().preconditions()).hasSize(1);
    assertThatThrownBy(() -> batch.requireAbsent(Key.of("k")))
        .isInstanceOf(IllegalStateException.class);
  }
}
