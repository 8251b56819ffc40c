package io.azimuth.application.seal;

import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.domain.seal.ShareCounts;
import java.util.Optional;

/**
 * The state of the seal.
 *
 * @param unsealsItself whether the server unseals the store at its start
 * @param initialized whether the store was initialised
 * @param sealed whether it is closed
 * @param fingerprint by which an open store is known
 * @param shares of the key that people hold
 * @param migrates whether shares are to move it to the configured seal
 */
public record SealStatus(
    String type,
    boolean unsealsItself,
    boolean initialized,
    boolean sealed,
    Optional<StoreFingerprint> fingerprint,
    Optional<ShareCounts> shares,
    Unsealing.Progress progress,
    boolean migrates) {}
