package io.azimuth.bootstrap.imports.rule;

import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versions of a secret, as its metadata tells them.
 *
 * @param current the number of the newest version; 0 if there is none
 * @param versions the versions that the metadata still names, by number
 */
public record SecretHistory(int current, SortedMap<Integer, State> versions) {

  /** Most numbers without data that an import writes for one secret. */
  public static final int MOST_FILLERS = 1000;

  /** What is left of a version. */
  public enum State {
    /** It can be read, unless its time to be deleted has come. */
    LIVE,
    /** It is deleted and could be brought back, but cannot be read. */
    DELETED,
    /** It is gone for good. */
    DESTROYED
  }

  public SecretHistory {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /**
   * The history that this metadata shows.
   *
   * @param metadata as a read of {@code metadata/<path>} shows it
   */
  public static SecretHistory of(Value.Obj metadata) {
    SortedMap<Integer, State> versions = new TreeMap<>();
    if (metadata.get("versions").orElse(Value.NULL) instanceof Value.Obj shown) {
      for (Map.Entry<String, Value> one : shown.members().entrySet()) {
        if (one.getKey().matches("[0-9]{1,9}") && one.getValue() instanceof Value.Obj version) {
          versions.put(Integer.valueOf(one.getKey()), state(version));
        }
      }
    }
    return new SecretHistory(versions.isEmpty() ? 0 : versions.lastKey(), versions);
  }

  // A time to come is a LIVE version that says when it ends; only a read tells the two apart.
  private static State state(Value.Obj version) {
    if (version.get("destroyed").filter(Value.of(true)::equals).isPresent()) {
      return State.DESTROYED;
    }
    return State.LIVE;
  }

  /** The same history with a version that turned out to be deleted. */
  public SecretHistory withDeleted(int number) {
    SortedMap<Integer, State> changed = new TreeMap<>(versions);
    changed.put(number, State.DELETED);
    return new SecretHistory(current, changed);
  }

  /** Whether a version can be read. */
  public boolean isLive(int number) {
    return versions.get(number) == State.LIVE;
  }

  /** How many numbers up to the current one have no data. */
  public int fillers() {
    return current - (int) versions.values().stream().filter(State.LIVE::equals).count();
  }

  /**
   * The number on the other server of each version to be written here, in order; 0 stands for a
   * number without data. So version {@code n} here is element {@code n - 1}.
   *
   * @param renumbered whether only versions with data are written, numbered from 1
   */
  public List<Integer> plan(boolean renumbered) {
    List<Integer> plan = new ArrayList<>();
    if (renumbered) {
      versions.keySet().stream().filter(this::isLive).forEach(plan::add);
    } else {
      for (int number = 1; number <= current; number++) {
        plan.add(isLive(number) ? number : 0);
      }
    }
    return plan;
  }
}
