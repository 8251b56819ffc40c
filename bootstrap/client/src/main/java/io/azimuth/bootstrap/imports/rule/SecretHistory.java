package io.azimuth.bootstrap.imports.rule;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.spi.api.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The versions of a secret, by its metadata.
 *
 * @param current the number of the newest version; 0 if there is none
 * @param live the numbers of the versions that can be read, unless their time to be deleted has
 *     come
 */
public record SecretHistory(int current, SortedSet<Integer> live) {

  /** Most numbers without data that an import writes for one secret. */
  public static final int MOST_FILLERS = 1000;

  public SecretHistory {
    live = Collections.unmodifiableSortedSet(new TreeSet<>(live));
  }

  /**
   * The history that this metadata shows.
   *
   * @param metadata as a read of {@code metadata/<path>} shows it
   */
  public static SecretHistory of(Value.Obj metadata) {
    int current = 0;
    SortedSet<Integer> live = new TreeSet<>();
    Value.Obj versions = ApiReply.object(metadata, "versions").orElse(Value.Obj.EMPTY);
    for (Map.Entry<String, Value> one : versions.members().entrySet()) {
      if (one.getKey().matches("[0-9]{1,9}") && one.getValue() instanceof Value.Obj version) {
        int number = Integer.parseInt(one.getKey());
        current = Math.max(current, number);
        if (!ApiReply.isTrue(version, "destroyed")) {
          live.add(number);
        }
      }
    }
    return new SecretHistory(current, live);
  }

  /** The same history with a version that turned out to be deleted. */
  public SecretHistory withDeleted(int number) {
    SortedSet<Integer> others = new TreeSet<>(live);
    others.remove(number);
    return new SecretHistory(current, others);
  }

  /** How many numbers up to the current one have no data. */
  public int fillers() {
    return current - live.size();
  }

  /**
   * The number on the other server of each version to be written here, in order; 0 is a number
   * without data. So version {@code n} here is element {@code n - 1}.
   *
   * @param renumbered whether only versions with data are written, numbered from 1
   */
  public List<Integer> plan(boolean renumbered) {
    if (renumbered) {
      return List.copyOf(live);
    }
    return IntStream.rangeClosed(1, current)
        .mapToObj(number -> live.contains(number) ? number : 0)
        .toList();
  }
}
