package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.adapters.storage.mapdb.directory.PowerCutImage;
import io.azimuth.adapters.storage.mapdb.directory.PowerCutRecorder;
import io.azimuth.adapters.storage.mapdb.file.BoundedReads;
import io.azimuth.adapters.storage.mapdb.file.FileAccess;
import io.azimuth.adapters.storage.mapdb.file.ObservedFiles;
import io.azimuth.adapters.storage.mapdb.tree.EntryTree;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.helpers.NOPLogger;

/**
 * Records every write and sync of some hundred commits. Then it makes the disk contents that a
 * power cut at any moment may leave, and opens them. As a control, a second disk ignores the
 * journal's syncs: the test must find lost commits there, otherwise it could find none at all.
 */
@Isolated("opening a damaged store may take all of the heap for a moment")
@Timeout(120)
@Tag("slow")
class PowerCutTest {

  private static final int BATCHES = 300;
  private static final int SLOTS = 60;
  private static final int IMAGES = Integer.getInteger("azimuth.powercut.images", 60);
  private static final long SEGMENT = 256 << 10;

  /** Far more bytes than opening and checking a sound store reads. */
  private static final long MOST_READ = 64 << 20;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private final Random random = new Random(IMAGES);
  private final List<Map<Key, Integer>> states = new ArrayList<>();
  private final List<Integer> committedAt = new ArrayList<>();
  private PowerCutRecorder recorder;

  @BeforeEach
  void record() throws IOException {
    Path original = directory.resolve("original");
    open(original, FileAccess.REAL).close();
    recorder = new PowerCutRecorder(original);
    OpenStore store = open(original, new ObservedFiles(recorder));
    states.add(Map.of());
    committedAt.add(0);
    for (int i = 1; i <= BATCHES; i++) {
      store.tree().apply(next(i));
      store.tree().commit();
      committedAt.add(recorder.size());
    }
    store.health().fail(new IOException("the power goes off here at the latest"));
    store.close();
  }

  private static OpenStore open(Path store, FileAccess files) {
    return OpenStore.open(
        new MapDbOptions(store, SEGMENT, TestStore.REBUILD_ABOVE, files),
        Clock.systemUTC(),
        NOPLogger.NOP_LOGGER);
  }

  private Batch next(int number) {
    Map<Key, Integer> state = new HashMap<>(states.get(number - 1));
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < 3; i++) {
      Key key = Key.of("slot/" + random.nextInt(SLOTS));
      if (random.nextInt(5) == 0) {
        batch.delete(key);
        state.remove(key);
      } else {
        int size = size();
        batch.put(key, value(number, size));
        state.put(key, size * 1_000 + number);
      }
    }
    states.add(state);
    return batch.build();
  }

  private int size() {
    int kind = random.nextInt(60);
    if (kind == 0) {
      return 300_000;
    }
    return kind == 1 ? 70_000 : 20 + random.nextInt(700);
  }

  private static byte[] value(int number, int size) {
    byte[] value = new byte[size];
    new Random(number).nextBytes(value);
    return value;
  }

  @Test
  void everyImageHoldsExactlyTheCommitsThatWereDurable() throws IOException {
    for (int image = 0; image < IMAGES; image++) {
      int cut = cut();
      PowerCutImage made = new PowerCutImage(recorder, cut, random, false);
      assertThat(faultOf(image, made, cut)).as("image %d, cut at %d", image, cut).isEmpty();
    }
  }

  @Test
  void diskThatLiesAboutSyncsIsNoticed() throws IOException {
    int noticed = 0;
    for (int image = 0; image < IMAGES; image++) {
      int cut = cut();
      PowerCutImage made = new PowerCutImage(recorder, cut, random, true);
      noticed += faultOf(image, made, cut).isPresent() ? 1 : 0;
    }
    System.out.printf("a lying disk was noticed in %d of %d images%n", noticed, IMAGES);
    assertThat(noticed).isGreaterThan(IMAGES / 10);
  }

  /**
   * Two thirds of the cuts are directly at a write of the journal, where errors are most likely.
   */
  private int cut() {
    while (true) {
      int cut = 1 + random.nextInt(recorder.size());
      if (random.nextInt(3) == 0 || recorder.isJournalWrite(cut - 1)) {
        return cut;
      }
    }
  }

  private Optional<String> faultOf(int number, PowerCutImage image, int cut) throws IOException {
    Path target = directory.resolve("image-" + number);
    image.write(target);
    try {
      OpenStore store = open(target, new BoundedReads(MOST_READ));
      try {
        return faultIn(store, cut);
      } finally {
        store.close();
      }
    } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
      // MapDB ends in any exception on a damaged page. A damaged length asks for gigabytes at once:
      // that is refused and harms no other thread.
      return Optional.of(e.toString());
    } finally {
      PowerCutImage.delete(target);
    }
  }

  private Optional<String> faultIn(OpenStore store, int cut) {
    int durable = 0;
    while (durable < BATCHES && committedAt.get(durable + 1) <= cut) {
      durable++;
    }
    Map<Key, Integer> found;
    try {
      found = CompletableFuture.supplyAsync(() -> read(store.tree())).get(1, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return Optional.of(e.toString());
    }
    boolean next = durable < BATCHES && found.equals(states.get(durable + 1));
    if (!next && !found.equals(states.get(durable))) {
      return Optional.of("neither batch " + durable + " nor the next");
    }
    store.tree().apply(Batch.builder().put(Key.of("further"), new byte[500]).build());
    store.tree().commit();
    store.tree().verify();
    return Optional.empty();
  }

  private static Map<Key, Integer> read(EntryTree tree) {
    tree.verifyStore();
    Map<Key, Integer> found = new HashMap<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      Key key = Key.of("slot/" + slot);
      tree.get(key).ifPresent(entry -> found.put(key, numberOf(entry.value())));
    }
    return found;
  }

  /** Which batch wrote the value; -1 when the bytes are not those of that batch. */
  private static int numberOf(byte[] value) {
    for (int number = 1; number <= BATCHES; number++) {
      Random bytes = new Random(number);
      byte[] head = new byte[Math.min(value.length, 20)];
      bytes.nextBytes(head);
      if (Arrays.equals(head, 0, head.length, value, 0, head.length)) {
        boolean whole = Arrays.equals(value, value(number, value.length));
        return whole ? value.length * 1_000 + number : -1;
      }
    }
    return -1;
  }
}
