package io.azimuth.spi.federation;

import java.util.Optional;

/** The issuers and subjects of the identity tokens of mounts. Safe for use by many threads. */
@FunctionalInterface
public interface FederatedSubjects {

  /**
   * Issuer and subject of the tokens of that mount; empty when the mount or the issuer is unknown.
   */
  Optional<FederatedSubject> of(String mountUuid);
}
