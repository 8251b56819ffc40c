package io.azimuth.testkit.store;

import io.azimuth.application.port.store.LeaseRecords;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.mount.Mount;
import java.util.List;
import java.util.Optional;

/** Leases over what one unit of work read and staged. */
record FakeLeases(FakeRecords records) implements LeaseRecords {

  @Override
  public Optional<Lease> find(String id) {
    return FakeKeys.isStorable(id) ? records.get(key(id), Lease.class) : Optional.empty();
  }

  @Override
  public void put(Lease lease) {
    records.put(key(FakeKeys.storable("the id of a lease", lease.id())), lease);
  }

  @Override
  public void remove(String id) {
    records.delete(key(id));
  }

  @Override
  public List<Lease> page(String prefix, Optional<String> after, int limit) {
    synchronized (records.store()) {
      return records
          .names(key(prefix), after.map(id -> id.substring(prefix.length())), limit)
          .stream()
          .map(rest -> records.unseen(key(prefix + rest), Lease.class))
          .toList();
    }
  }

  @Override
  public List<Mount> endedMounts() {
    return records.all("ended-mount/", Mount.class);
  }

  @Override
  public void putEnded(Mount mount) {
    records.put("ended-mount/" + FakeKeys.mountUuid(mount.uuid()), mount);
  }

  @Override
  public void removeEnded(String mountUuid) {
    records.delete("ended-mount/" + mountUuid);
  }

  private static String key(String id) {
    return "lease/" + id;
  }
}
