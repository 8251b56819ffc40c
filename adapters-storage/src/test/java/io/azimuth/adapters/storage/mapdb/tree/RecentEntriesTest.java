package io.azimuth.adapters.storage.mapdb.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentEntriesTest {

  private static final Key KEY = Key.of("a");

  private final RecentEntries recent = new RecentEntries();

  private static Entry entry(Key key, int bytes, long revision) {
    return new Entry(key, new byte[bytes], revision);
  }

  private long read(long revisionInTheTree) {
    return recent
        .get(KEY, key -> Optional.of(entry(key, 1, revisionInTheTree)))
        .orElseThrow()
        .revision();
  }

  @Test
  void readsAnEntryOnce() {
    read(7);

    assertThat(read(8)).isEqualTo(7);
  }

  @Test
  void readsAnewWhatACommitChanged() {
    read(7);
    recent.change(KEY);
    recent.publish();

    assertThat(read(8)).isEqualTo(8);
  }

  @Test
  void showsReadersTheOldEntryUntilTheChangeIsPublished() {
    read(7);
    recent.change(KEY);

    assertThat(read(8)).isEqualTo(7);
  }

  @Test
  void tellsTheWriterNothingAboutWhatItChanged() {
    read(7);
    assertThat(recent.revision(KEY)).hasValue(7);

    recent.change(KEY);

    assertThat(recent.revision(KEY)).isEmpty();
  }

  @Test
  void remembersThatThereIsNoneUntilACommitMakesOne() {
    recent.get(KEY, key -> Optional.empty());

    assertThat(recent.revision(KEY)).hasValue(Batch.ABSENT);
    assertThat(recent.get(KEY, key -> Optional.of(entry(key, 1, 7)))).isEmpty();

    recent.change(KEY);
    assertThat(recent.revision(KEY)).isEmpty();
    recent.publish();

    assertThat(read(7)).isEqualTo(7);
  }

  @Test
  void keepsNoLargeValue() {
    recent.get(KEY, key -> Optional.of(entry(key, RecentEntries.MOST_BYTES + 1, 7)));
    assertThat(recent.revision(KEY)).isEmpty();

    recent.get(KEY, key -> Optional.of(entry(key, RecentEntries.MOST_BYTES, 7)));
    assertThat(recent.revision(KEY)).hasValue(7);
  }

  @Test
  void staysBoundedAndNeverForgetsAllAtOnce() {
    int many = 2 * RecentEntries.MOST_ENTRIES;
    for (int i = 0; i < many; i++) {
      recent.get(Key.of("b" + i), key -> Optional.of(entry(key, 1, 1)));
    }

    long kept =
        IntStream.range(0, many).filter(i -> recent.revision(Key.of("b" + i)).isPresent()).count();
    assertThat(kept).isEqualTo(RecentEntries.MOST_ENTRIES);
  }
}
