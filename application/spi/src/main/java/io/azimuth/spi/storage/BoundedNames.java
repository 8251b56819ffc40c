package io.azimuth.spi.storage;

import io.azimuth.spi.api.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The names of one list while they are read. The limits are for every list that is made of stored
 * names: a list, its answer and its audit record take less than 16 MB, so that a heap of 256 MB
 * (the default) holds one for every worker. For use by one thread.
 */
public final class BoundedNames {

  /** The most names of a list. */
  public static final int MOST = 50_000;

  /** The most bytes of all names of a list together, in UTF-8. */
  public static final int MOST_BYTES = 1 << 20;

  private final List<String> names = new ArrayList<>();
  private final String tooMany;
  private long bytes;

  /** No name of a folder was read yet. */
  public BoundedNames() {
    this(
        "the folder has more than 50,000 entries or 1 MiB of names, too many for one list: use"
            + " sub-folders");
  }

  /**
   * No name was read yet.
   *
   * @param tooMany the refusal when there are too many: what they are, and what to do
   */
  public BoundedNames(String tooMany) {
    this.tooMany = Objects.requireNonNull(tooMany, "tooMany");
  }

  /**
   * Adds a name, unless it is the one that was added last.
   *
   * @throws RefusedException with {@code INVALID_REQUEST} when there are too many; stop reading
   */
  public void add(String name) {
    if (!names.isEmpty() && names.get(names.size() - 1).equals(name)) {
      return;
    }
    bytes += name.getBytes(StandardCharsets.UTF_8).length;
    if (names.size() == MOST || bytes > MOST_BYTES) {
      throw RefusedException.invalid(tooMany);
    }
    names.add(name);
  }

  /** How many names there are. */
  public int size() {
    return names.size();
  }

  /** The names in the order in which they were added. */
  public List<String> all() {
    return List.copyOf(names);
  }
}
