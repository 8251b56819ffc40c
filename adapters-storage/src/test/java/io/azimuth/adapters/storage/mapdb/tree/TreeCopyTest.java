package io.azimuth.adapters.storage.mapdb.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.adapters.storage.mapdb.MapDbEngine;
import io.azimuth.adapters.storage.mapdb.TestStore;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a copy in progress keeps, and what happens when that is too little. */
@Tag("slow")
class TreeCopyTest {

  private static final int LARGE = 512 << 10;
  private static final int ENTRIES = (int) (TreeCopy.MOST_KEPT / LARGE) + 8;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private MapDbEngine engine;

  @BeforeEach
  void fill() {
    engine = TestStore.open(TestStore.options(directory));
    rewrite(0, ENTRIES, (byte) 1);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aCopyThatIsOvertakenIsRefusedAndTheNextOneIsGood() {
    try (EngineSnapshot lost = engine.snapshot()) {
      assertThat(lost.next()).isNotEmpty();
      rewrite(0, ENTRIES, (byte) 2);
      assertThatThrownBy(lost::next)
          .isInstanceOfSatisfying(
              ServiceException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SNAPSHOT_OVERTAKEN));
      assertThatThrownBy(lost::next).isInstanceOf(ServiceException.class);
    }
    try (EngineSnapshot next = engine.snapshot()) {
      assertThat(count(next, (byte) 2)).isEqualTo(ENTRIES);
    }
  }

  @Test
  void whatIsRewrittenBehindTheReaderIsNotKept() {
    try (EngineSnapshot snapshot = engine.snapshot()) {
      int read = 0;
      for (List<Entry> piece = snapshot.next(); !piece.isEmpty(); piece = snapshot.next()) {
        assertThat(piece).allSatisfy(entry -> assertThat(entry.value()[0]).isEqualTo((byte) 1));
        rewrite(0, read += piece.size(), (byte) 2);
      }
      assertThat(read).isEqualTo(ENTRIES);
    }
  }

  @Test
  void aClosedCopyCostsTheWriterNothing() {
    EngineSnapshot closed = engine.snapshot();
    closed.close();
    closed.close();
    rewrite(0, ENTRIES, (byte) 2);
    try (EngineSnapshot snapshot = engine.snapshot()) {
      assertThat(count(snapshot, (byte) 2)).isEqualTo(ENTRIES);
    }
  }

  private static int count(EngineSnapshot snapshot, byte first) {
    int count = 0;
    for (List<Entry> piece = snapshot.next(); !piece.isEmpty(); piece = snapshot.next()) {
      assertThat(piece).allSatisfy(entry -> assertThat(entry.value()[0]).isEqualTo(first));
      count += piece.size();
    }
    return count;
  }

  private void rewrite(int from, int to, byte first) {
    byte[] value = new byte[LARGE];
    value[0] = first;
    for (int i = from; i < to; i++) {
      Batch batch = Batch.builder().put(Key.of(String.format("k/%03d", i)), value).build();
      engine.apply(batch).toCompletableFuture().join();
    }
  }
}
