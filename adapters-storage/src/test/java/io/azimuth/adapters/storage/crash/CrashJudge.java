package io.azimuth.adapters.storage.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Knows which state each thread must have left, and checks it. */
final class CrashJudge {

  private final int[] nextStep = new int[CrashWorkload.THREADS];
  private final int[] acknowledged = new int[CrashWorkload.THREADS];
  private final List<Map<Key, Long>> states = new ArrayList<>();

  CrashJudge() {
    for (int thread = 0; thread < CrashWorkload.THREADS; thread++) {
      states.add(new HashMap<>());
    }
    Arrays.fill(acknowledged, -1);
  }

  int nextStep(int thread) {
    return nextStep[thread];
  }

  void acknowledged(int thread, int step) {
    assertThat(step).isEqualTo(acknowledged[thread] + 1);
    acknowledged[thread] = step;
  }

  /**
   * Every thread must be at its last acknowledged step or at the next one, and every slot must
   * match.
   *
   * @param store reads keys as they are at one moment: a database may still end the transaction of
   *     a process that was killed
   */
  void judge(Function<List<Key>, List<Optional<Entry>>> store) {
    for (int thread = 0; thread < CrashWorkload.THREADS; thread++) {
      Map<Key, Long> found = read(store, thread);
      Map<Key, Long> expected = states.get(thread);
      while (nextStep[thread] <= acknowledged[thread]) {
        advance(expected, thread);
      }
      if (!found.equals(expected)) {
        advance(expected, thread);
        assertThat(found).as("thread %d, step %d", thread, nextStep[thread]).isEqualTo(expected);
      }
      acknowledged[thread] = nextStep[thread] - 1;
    }
  }

  private void advance(Map<Key, Long> state, int thread) {
    CrashWorkload.changes(thread, nextStep[thread]++)
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(
                    bytes -> state.put(key, fingerprint(bytes)), () -> state.remove(key)));
  }

  private static Map<Key, Long> read(Function<List<Key>, List<Optional<Entry>>> store, int thread) {
    List<Key> keys =
        IntStream.range(0, CrashWorkload.SLOTS)
            .mapToObj(slot -> CrashWorkload.key(thread, slot))
            .toList();
    List<Optional<Entry>> entries = store.apply(keys);
    Map<Key, Long> found = new HashMap<>();
    for (int slot = 0; slot < keys.size(); slot++) {
      Key key = keys.get(slot);
      entries.get(slot).ifPresent(entry -> found.put(key, fingerprint(entry.value())));
    }
    return found;
  }

  private static long fingerprint(byte[] value) {
    return ((long) value.length << 32) ^ Arrays.hashCode(value);
  }
}
