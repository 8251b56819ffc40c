package io.azimuth.domain.azure.role;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of a role that were set. One that was never set is absent, which a read shows as null
 * and not as an empty list.
 *
 * @param lists those that were set, also the empty ones
 */
public record BoundLists(Map<BoundField, BoundList> lists) {

  public BoundLists {
    EnumMap<BoundField, BoundList> copy = new EnumMap<>(BoundField.class);
    copy.putAll(lists);
    lists = Collections.unmodifiableMap(copy);
  }

  /** The list; empty when it was never set. */
  public Optional<BoundList> find(BoundField field) {
    return Optional.ofNullable(lists.get(field));
  }

  /** The list; without values when it was never set. */
  public BoundList get(BoundField field) {
    return lists.getOrDefault(field, BoundList.NONE);
  }

  /** Whether any list has a value, the wildcard included. */
  public boolean isBound() {
    for (BoundList list : lists.values()) {
      if (!list.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a list names particular values. */
  public boolean isNamed() {
    for (BoundList list : lists.values()) {
      if (list.isNamed()) {
        return true;
      }
    }
    return false;
  }
}
