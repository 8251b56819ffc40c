package io.azimuth.adapters.jose;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The usable keys of a key set; at least one. */
final class PublishedKeys {

  private final Map<String, List<PublishedKey>> byId;

  PublishedKeys(List<PublishedKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a key set has keys");
    }
    byId = Map.copyOf(keys.stream().collect(groupingBy(PublishedKey::kid)));
  }

  /**
   * The keys with that id: one, unless the set limits several keys of one id to different issuers.
   */
  List<PublishedKey> withId(String kid) {
    return byId.getOrDefault(kid, List.of());
  }

  /** All key ids, sorted. */
  Set<String> ids() {
    return new TreeSet<>(byId.keySet());
  }
}
