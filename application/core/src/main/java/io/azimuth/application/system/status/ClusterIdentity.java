package io.azimuth.application.system.status;

import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What clients show as the cluster: an id that stays as long as the store, the same at all of its
 * servers, and a name. Vault gives both while it is unsealed.
 *
 * @param id made from the fingerprint of the store, which it does not tell
 */
record ClusterIdentity(String name, UUID id) {

  /** What {@link #putInto} shows. */
  static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.text("cluster_name", "the name of the cluster, while it is open"),
          AnswerField.text("cluster_id", "its id, while it is open"));

  private static final int DIGITS_OF_A_NAME = 8;

  static ClusterIdentity of(StoreFingerprint store, Optional<String> configuredName) {
    UUID id = id(("cluster of " + store.hex()).getBytes(StandardCharsets.US_ASCII));
    return new ClusterIdentity(
        configuredName.orElseGet(
            () -> "azimuth-cluster-" + id.toString().substring(0, DIGITS_OF_A_NAME)),
        id);
  }

  // As a UUID of version 8 (RFC 9562): bits of an own making.
  private static UUID id(byte[] name) {
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name));
      return new UUID(
          (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L,
          (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  void putInto(Value.Builder view) {
    view.put("cluster_name", name).put("cluster_id", id.toString());
  }
}
