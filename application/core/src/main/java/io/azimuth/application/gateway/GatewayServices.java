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
 * @param authority validates tokens
 * @param useCounter counts the uses of tokens
 * @param issuer issues tokens
 * @param leases issues leases
 * @param groupAliases finds mounts with external groups
 * @param wrapping keeps wrapped answers
 * @param audit records requests and answers
 * @param headers configures which headers are recorded
 * @param limiter counts requests against quotas
 * @param ongoing lists the requests that are being carried out
 * @param metrics counts and measures requests
 * @param clock tells the time
 */
record GatewayServices(
    Store store,
    MountTables mountTables,
    Backends backends,
    TokenAuthority authority,
    TokenUseCounter useCounter,
    TokenIssuer issuer,
    LeaseIssuer leases,
    GroupAliases groupAliases,
    ResponseWrapping wrapping,
    AuditBroker audit,
    AuditedHeaders headers,
    RateLimiter limiter,
    OngoingRequests ongoing,
    RequestMetrics metrics,
    Clock clock) {

  @Inject
  public GatewayServices {}
}
