package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.LeaseCodec;
import io.azimuth.adapters.storage.record.codec.MountCodec;
import io.azimuth.application.port.store.LeaseRecords;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Optional;

/** Leases at {@code lease/<id>}; disabled mounts with leases at {@code ended-mount/<uuid>}. */
public final class EngineLeases implements LeaseRecords {

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineLeases(Records records) {
    this.records = records;
  }

  @Override
  public Optional<Lease> find(String id) {
    return RecordKeys.possibleLease(id).flatMap(key -> records.find(key, LeaseCodec.INSTANCE));
  }

  @Override
  public void put(Lease lease) {
    records.put(RecordKeys.lease(lease.id()), LeaseCodec.INSTANCE, lease);
  }

  @Override
  public void remove(String id) {
    records.remove(RecordKeys.lease(id));
  }

  @Override
  public List<Lease> page(String prefix, Optional<String> after, int limit) {
    Optional<Key> begins =
        prefix.isEmpty() ? Optional.of(RecordKeys.LEASES) : RecordKeys.possibleLease(prefix);
    return begins
        .map(key -> records.reads().page(key, after.map(RecordKeys::lease), limit))
        .orElse(List.of())
        .stream()
        .map(entry -> records.read(entry, LeaseCodec.INSTANCE))
        .toList();
  }

  @Override
  public List<Mount> endedMounts() {
    return records.all(RecordKeys.ENDED_MOUNTS, MountCodec.INSTANCE);
  }

  @Override
  public void putEnded(Mount mount) {
    records.put(RecordKeys.endedMount(mount.uuid()), MountCodec.INSTANCE, mount);
  }

  @Override
  public void removeEnded(String mountUuid) {
    records.remove(RecordKeys.endedMount(mountUuid));
  }
}
