package io.azimuth.application.port.cloud;

import io.azimuth.application.remote.Watched;
import java.util.List;
import java.util.Optional;

/** How the discovery of a tenant is doing. */
public interface TenantWatch {

  /** Its documents. */
  List<Watched> documents();

  /** What they amounted to last; asks nobody. */
  Optional<TenantExpectation> known();
}
