package io.azimuth.application.system.status;

import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What clients show as the cluster: an id that stays as long as the store, the same at all of its
 * servers, and a name. Vault gives both while it is unsealed.
 *
 * @param id made from the fingerprint of the store, which it does not tell
 */
record ClusterIdentity(String name, UUID id) {

  private static final int DIGITS_OF_A_NAME = 8;

  static ClusterIdentity of(StoreFingerprint store, Optional<String> configuredName) {
    UUID id =
        UUID.nameUUIDFromBytes(("cluster of " + store.hex()).getBytes(StandardCharsets.US_ASCII));
    return new ClusterIdentity(
        configuredName.orElseGet(
            () -> "azimuth-cluster-" + id.toString().substring(0, DIGITS_OF_A_NAME)),
        id);
  }

  void putInto(Value.Builder view) {
    view.put("cluster_name", name).put("cluster_id", id.toString());
  }
}
