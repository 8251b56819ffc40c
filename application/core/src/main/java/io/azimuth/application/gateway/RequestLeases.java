package io.azimuth.application.gateway;

import io.azimuth.application.lease.GrantedLease;
import io.azimuth.application.lease.LeaseIssuer;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The leases that one request issues. */
final class RequestLeases {

  private final LeaseIssuer issuer;
  private final List<Lease> staged = new ArrayList<>();

  RequestLeases(LeaseIssuer issuer) {
    this.issuer = issuer;
  }

  Awaited<LeaseDraft> announce(CoreCall call, Map<String, String> kept) {
    return issuer.announce(call, kept);
  }

  GrantedLease issue(CoreCall call, Optional<LeaseDraft> draft, LeaseGrant grant) {
    GrantedLease issued =
        draft
            .map(announced -> issuer.issue(call, announced, grant))
            .orElseGet(() -> issuer.issue(call, grant));
    staged.add(issued.lease());
    return issued;
  }

  boolean issued() {
    return !staged.isEmpty();
  }

  void forget() {
    staged.clear();
  }

  /** Stages the end of what the request issued: no caller gets it. */
  void withdraw(UnitOfWork work) {
    staged.forEach(lease -> work.leases().put(lease.in(LeaseState.REVOKED)));
  }
}
