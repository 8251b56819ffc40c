package io.azimuth.bootstrap.config;

import io.azimuth.application.port.seal.StoreFingerprint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code seal} blocks.
 *
 * @param own the seal of the server; absent: Shamir key shares
 * @param disabled the seal from which a store can be moved
 * @param expectedStore the only store that may be opened; absent: any
 */
public record SealBlocks(
    Optional<SealBlock> own,
    Optional<SealBlock> disabled,
    Optional<StoreFingerprint> expectedStore) {

  /** All of them. */
  public List<SealBlock> all() {
    return Stream.concat(own.stream(), disabled.stream()).toList();
  }

  public String type() {
    return own.map(SealBlock::type).orElse("shamir");
  }
}
