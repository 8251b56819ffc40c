package io.azimuth.spi.cloud;

import io.azimuth.spi.remote.MonitoredFetch;
import java.util.List;
import java.util.Optional;

/** How the discovery of a tenant is doing. */
public interface TenantWatch {

  /** Its documents. */
  List<MonitoredFetch> documents();

  /** What they amounted to last; asks nobody. */
  Optional<TenantExpectation> known();
}
