package io.azimuth.application.quota;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.domain.quota.QuotaVerdict;
import io.azimuth.domain.quota.RateLimitQuota;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts requests against the quotas. */
@Singleton
public final class RateLimiter {

  /** The most clients that are remembered in all; some 200 bytes each. */
  static final int MOST_CLIENTS = 50_000;

  private final QuotaTables tables;
  private final MountTables mounts;
  private final Clock clock;
  private final ClientBuckets buckets = new ClientBuckets(MOST_CLIENTS);
  private final QuotaViolations violations = new QuotaViolations();

  @Inject
  RateLimiter(QuotaTables tables, MountTables mounts, Clock clock, Metrics metrics) {
    this.tables = tables;
    this.mounts = mounts;
    this.clock = clock;
    metrics.add(this::measure);
  }

  /**
   * Counts a request of which only the path and the client are known. Returns empty when no quota
   * applies.
   */
  public Optional<QuotaAdmission> admit(UnitOfWork work, ApiRequest request) {
    QuotaTable table = tables.of(work);
    if (table.selector().isEmpty() || table.config().exempt().contain(request.path())) {
      return Optional.empty();
    }
    // Help for a mount is requested without the slash at the end of its path.
    String path = request.path() + (request.operation() == Operation.HELP ? "/" : "");
    Optional<Mount> mount = mounts.of(work).serving(path);
    String below = mount.map(found -> path.substring(found.path().text().length())).orElse("");
    return table
        .selector()
        .of(mount.map(Mount::accessor), below)
        .map(quota -> take(quota, request, table));
  }

  /**
   * Counts a login also against the quota of its role. Returns empty when the role has none.
   *
   * @param role asked only if a role of the mount has a quota, since it may read records
   */
  public Optional<QuotaAdmission> admitLogin(
      UnitOfWork work, ApiRequest request, Mount mount, Supplier<Optional<String>> role) {
    QuotaTable table = tables.of(work);
    if (!table.selector().asksRoles(mount.accessor())
        || table.config().exempt().contain(request.path())) {
      return Optional.empty();
    }
    return role.get()
        .flatMap(known -> table.selector().ofRole(mount.accessor(), known))
        .map(quota -> take(quota, request, table));
  }

  private QuotaAdmission take(RateLimitQuota quota, ApiRequest request, QuotaTable table) {
    InetAddress client = request.client().address();
    Instant now = clock.instant();
    QuotaVerdict verdict = buckets.take(quota, ClientNetwork.of(client), now, table.ids());
    if (!verdict.granted()) {
      violations.add(quota, client, now, table.names());
    }
    return new QuotaAdmission(verdict, table.config().audits(), table.config().headers());
  }

  private List<Measurement> measure() {
    List<Measurement> all = new ArrayList<>(violations.measure());
    all.add(
        Measurement.gauge(
            "azimuth_quota_clients",
            "Clients that rate limit quotas remember, of at most " + MOST_CLIENTS + ".",
            Map.of(),
            buckets.size()));
    return all;
  }
}
