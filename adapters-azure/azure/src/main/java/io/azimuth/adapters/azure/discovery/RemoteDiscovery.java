package io.azimuth.adapters.azure.discovery;

import io.azimuth.adapters.azure.cloud.TenantName;
import io.azimuth.adapters.azure.cloud.TokenVersion;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.LogAllowance;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.remote.RefreshPolicy;
import io.azimuth.spi.remote.RemoteValue;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.verify.IssuerProfile;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One discovery document of one tenant. It is fetched again every 12 h, plus or minus up to an
 * hour, so that not all tenants are fetched at once. During an outage it is used for one day
 * longer.
 */
final class RemoteDiscovery {

  private static final Logger log = LoggerFactory.getLogger(RemoteDiscovery.class);
  private static final Duration FETCH_TIME = Duration.ofSeconds(10);
  private static final Duration EARLIEST_REFRESH = Duration.ofHours(11);
  private static final Duration SPREAD = Duration.ofHours(2);
  private static final Duration OUTAGE = Duration.ofHours(24);
  private static final Duration RETRY = Duration.ofSeconds(3);
  private static final Duration RETRY_REFRESH = Duration.ofMinutes(5);

  private final TenantName tenant;
  private final TokenVersion version;
  private final DiscoveryRules rules;
  private final URI address;
  private final String transport;
  private final DocumentFetcher fetcher;
  private final Clock clock;
  private final RemoteValue<DiscoveredIssuer> value;
  private final LogAllowance warnings = LogAllowance.perMinute(1);

  RemoteDiscovery(TenantName tenant, TokenVersion version, CloudAccess access) {
    this.tenant = tenant;
    this.version = version;
    this.rules = access.rules();
    this.address = rules.documentOf(tenant, version);
    this.transport = access.cloud();
    this.fetcher = access.fetcher();
    this.clock = access.clock();
    this.value =
        new RemoteValue<>(
            this::fetch,
            lifetimes(),
            ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
            access.executor(),
            clock);
  }

  CompletableFuture<DiscoveredIssuer> ask() {
    return value.ask();
  }

  void refreshIfDue() {
    value.refreshIfDue();
  }

  MonitoredFetch watched() {
    return value;
  }

  boolean hasFailed() {
    return value.lastFailure().isPresent();
  }

  IssuerProfile withoutKeys(String tenantId) {
    return rules.withoutKeys(tenantId, version);
  }

  private DiscoveredIssuer fetch() {
    try {
      byte[] document = fetcher.fetch(address, transport, FETCH_TIME);
      return rules.accept(tenant, version, DiscoveryDocument.read(document));
    } catch (ServiceException e) {
      long unlogged = warnings.take(clock.instant());
      if (unlogged >= 0) {
        log.warn(
            "discovery failed, address={}, unlogged={}: {}", address, unlogged, e.getMessage());
      }
      throw e;
    }
  }

  private RefreshPolicy lifetimes() {
    long offset = Math.floorMod(address.hashCode(), SPREAD.toSeconds());
    Duration refreshAfter = EARLIEST_REFRESH.plusSeconds(offset);
    return new RefreshPolicy(refreshAfter, refreshAfter.plus(OUTAGE), RETRY, RETRY_REFRESH);
  }
}
