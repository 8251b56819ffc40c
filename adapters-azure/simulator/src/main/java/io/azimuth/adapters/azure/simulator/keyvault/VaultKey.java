package io.azimuth.adapters.azure.simulator.keyvault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key: its versions, the newest last. One that is deleted can be recovered. Thread-safe. */
final class VaultKey {

  private final List<KeyVersion> versions = new ArrayList<>();
  private boolean deleted;

  synchronized void add(KeyVersion version) {
    versions.add(version);
  }

  synchronized List<KeyVersion> versions() {
    return List.copyOf(versions);
  }

  synchronized KeyVersion latest() {
    return versions.get(versions.size() - 1);
  }

  synchronized Optional<KeyVersion> version(String id) {
    return versions.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  synchronized boolean isDeleted() {
    return deleted;
  }

  synchronized void delete(boolean on) {
    deleted = on;
  }
}
