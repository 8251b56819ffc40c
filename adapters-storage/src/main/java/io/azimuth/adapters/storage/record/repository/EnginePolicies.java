package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.PolicyCodec;
import io.azimuth.application.port.store.PolicyRecords;
import java.util.List;
import java.util.Optional;

/** Policies at {@code policy/<name>}. */
public final class EnginePolicies implements PolicyRecords {

  private final Records records;

  /** Over the records of one unit of work. */
  public EnginePolicies(Records records) {
    this.records = records;
  }

  @Override
  public Optional<String> find(String name) {
    return RecordKeys.possiblePolicy(name).flatMap(key -> records.find(key, PolicyCodec.INSTANCE));
  }

  @Override
  public List<String> names() {
    return records.names(RecordKeys.POLICIES);
  }

  @Override
  public void put(String name, String text) {
    records.put(RecordKeys.policy(name), PolicyCodec.INSTANCE, text);
  }

  @Override
  public void remove(String name) {
    RecordKeys.possiblePolicy(name).ifPresent(records::remove);
  }
}
