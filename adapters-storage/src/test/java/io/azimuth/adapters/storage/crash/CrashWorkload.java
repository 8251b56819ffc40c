package io.azimuth.adapters.storage.crash;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a writing thread does at each step: the same in the killed process and in the one that
 * checks.
 */
final class CrashWorkload {

  static final int THREADS = 8;
  static final int SLOTS = 40;

  private static final int KEYS_PER_STEP = 3;

  private CrashWorkload() {}

  static Key key(int thread, int slot) {
    return Key.of("thread/" + thread + "/slot/" + slot);
  }

  static Batch batch(int thread, int step) {
    Batch.Builder batch = Batch.builder();
    changes(thread, step)
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(bytes -> batch.put(key, bytes), () -> batch.delete(key)));
    return batch.build();
  }

  /** Changes three slots: a fifth of them is deleted, the others are written. */
  static Map<Key, Optional<byte[]>> changes(int thread, int step) {
    SplittableRandom random = new SplittableRandom(thread * 1_000_000_007L + step);
    int size = size(random);
    Map<Key, Optional<byte[]>> changes = new LinkedHashMap<>();
    while (changes.size() < KEYS_PER_STEP) {
      byte[] value = new byte[size + random.nextInt(20)];
      random.nextBytes(value);
      boolean deleted = random.nextInt(5) == 0;
      changes.put(
          key(thread, random.nextInt(SLOTS)), deleted ? Optional.empty() : Optional.of(value));
    }
    return changes;
  }

  /** Mostly some hundred bytes, sometimes a chain of records, rarely more than a segment. */
  private static int size(SplittableRandom random) {
    int kind = random.nextInt(400);
    if (kind == 0) {
      return Batch.MAX_VALUE_BYTES - 20;
    }
    return kind < 8 ? 70_000 : 20 + random.nextInt(680);
  }
}
