package io.azimuth.spi.cloud;

import io.azimuth.spi.remote.MonitoredFetch;
import java.util.List;
import java.util.Optional;

/** The state of the discovery of a tenant. */
public interface TenantWatch {

  /** Its discovery documents. */
  List<MonitoredFetch> documents();

  /** The last expectation that they gave; makes no call. */
  Optional<TenantExpectation> known();
}
