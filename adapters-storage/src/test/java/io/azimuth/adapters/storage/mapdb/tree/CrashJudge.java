package io.azimuth.adapters.storage.mapdb.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.mapdb.CrashWorkload;
import io.azimuth.spi.engine.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows which state each thread must have left, and checks it. */
public final class CrashJudge {

  private final int[] nextStep = new int[CrashWorkload.THREADS];
  private final int[] acknowledged = new int[CrashWorkload.THREADS];
  private final List<Map<Key, Long>> states = new ArrayList<>();

  public CrashJudge() {
    for (int thread = 0; thread < CrashWorkload.THREADS; thread++) {
      states.add(new HashMap<>());
    }
    Arrays.fill(acknowledged, -1);
  }

  public int nextStep(int thread) {
    return nextStep[thread];
  }

  public void acknowledged(int thread, int step) {
    assertThat(step).isEqualTo(acknowledged[thread] + 1);
    acknowledged[thread] = step;
  }

  /**
   * Every thread must be at its last acknowledged step or at the next one, and every slot must
   * match.
   */
  public void judge(EntryTree tree) {
    for (int thread = 0; thread < CrashWorkload.THREADS; thread++) {
      Map<Key, Long> found = read(tree, thread);
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
    tree.verify();
  }

  private void advance(Map<Key, Long> state, int thread) {
    CrashWorkload.changes(thread, nextStep[thread]++)
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(
                    bytes -> state.put(key, fingerprint(bytes)), () -> state.remove(key)));
  }

  private static Map<Key, Long> read(EntryTree tree, int thread) {
    Map<Key, Long> found = new HashMap<>();
    for (int slot = 0; slot < CrashWorkload.SLOTS; slot++) {
      Key key = CrashWorkload.key(thread, slot);
      tree.get(key).ifPresent(entry -> found.put(key, fingerprint(entry.value())));
    }
    return found;
  }

  private static long fingerprint(byte[] value) {
    return ((long) value.length << 32) ^ Arrays.hashCode(value);
  }
}
