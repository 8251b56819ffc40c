package io.azimuth.spi.federation;

import io.azimuth.application.port.store.UnitOfWork;
import java.util.Optional;

/** As whom identity tokens introduce mounts. Safe for many threads. */
@FunctionalInterface
public interface FederatedSubjects {

  /** What the tokens of that mount would say; empty when the mount or the issuer is unknown. */
  Optional<FederatedSubject> of(UnitOfWork work, String mountUuid);
}
