package io.azimuth.application.gateway;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedHeaders;
import io.azimuth.application.identity.GroupAliases;
import io.azimuth.application.lease.LeaseIssuer;
import io.azimuth.application.metrics.RequestMetrics;
import io.azimuth.application.mount.Backends;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.ongoing.OngoingRequests;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.quota.RateLimiter;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenIssuer;
import io.azimuth.application.wrapping.ResponseWrapping;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * The services that the gateway uses.
 *
 * @param store begins units of work
 * @param mountTables finds mounts
 * @param backends finds routes
 * @param tokens validate and issue tokens
 * @param wrapping keeps wrapped answers
 * @param audit records requests and answers
 * @param headers configures which headers are recorded
 * @param counts count requests
 * @param clock tells the time
 */
record GatewayServices(
    Store store,
    MountTables mountTables,
    Backends backends,
    TokenServices tokens,
    ResponseWrapping wrapping,
    AuditBroker audit,
    AuditedHeaders headers,
    RequestCounts counts,
    Clock clock) {

  @Inject
  public GatewayServices {}

  /**
   * The services of the tokens of a request: of the one that it comes with, and of those that it
   * issues.
   *
   * @param authority validates tokens
   * @param useCounter counts the uses of tokens
   * @param issuer issues tokens
   * @param leases issues leases
   * @param groupAliases finds mounts with external groups
   * @param unproved warns of tokens without their certificates
   */
  record TokenServices(
      TokenAuthority authority,
      TokenUseCounter useCounter,
      TokenIssuer issuer,
      LeaseIssuer leases,
      GroupAliases groupAliases,
      UnprovedTokenLog unproved) {

    @Inject
    public TokenServices {}
  }

  /**
   * The services that count requests.
   *
   * @param limiter against quotas
   * @param ongoing while they are being carried out
   * @param metrics for operators
   */
  record RequestCounts(RateLimiter limiter, OngoingRequests ongoing, RequestMetrics metrics) {

    @Inject
    public RequestCounts {}
  }
}
