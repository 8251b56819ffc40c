package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.store.PolicyRecords;
import java.util.List;
import java.util.Optional;

/** Policies at {@code policy/<name>}. */
final class EnginePolicies implements PolicyRecords {

  private final Records records;

  EnginePolicies(Records records) {
    this.records = records;
  }

  @Override
  public Optional<String> find(String name) {
    return Keys.possiblePolicy(name).flatMap(key -> records.find(key, PolicyCodec.INSTANCE));
  }

  @Override
  public List<String> names() {
    return records.names(Keys.POLICIES);
  }

  @Override
  public void put(String name, String text) {
    records.put(Keys.policy(name), PolicyCodec.INSTANCE, text);
  }

  @Override
  public void remove(String name) {
    Keys.possiblePolicy(name).ifPresent(records::remove);
  }
}
