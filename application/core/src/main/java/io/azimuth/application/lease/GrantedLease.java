package io.azimuth.application.lease;

import io.azimuth.domain.lease.Lease;
import io.azimuth.spi.api.IssuedLease;

/**
 * A lease that was issued or renewed.
 *
 * @param lease its record
 * @param granted its time from now on, with warnings
 */
public record GrantedLease(Lease lease, LeaseTimes.Granted granted) {

  /** The lease as the caller reads it. */
  public IssuedLease shown() {
    return new IssuedLease(lease.id(), granted.ttl(), lease.term().renewable());
  }
}
