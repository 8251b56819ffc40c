package io.azimuth.testkit.store;

import io.azimuth.testkit.store.FakeStore.Versioned;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a unit of work read and staged by the time of its commit.
 *
 * @param seen what each key must still hold
 * @param staged what to put under each key; empty removes
 * @param generation that the store must still have
 */
record FakeBatch(
    Map<String, Optional<Versioned>> seen, Map<String, Optional<Object>> staged, long generation) {

  FakeBatch {
    seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    staged = Collections.unmodifiableMap(new LinkedHashMap<>(staged));
  }
}
