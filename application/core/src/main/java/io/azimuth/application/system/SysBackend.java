package io.azimuth.application.system;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.system.audit.AuditRoutes;
import io.azimuth.application.system.audit.AuditedHeaderRoutes;
import io.azimuth.application.system.inspect.InspectRoutes;
import io.azimuth.application.system.leases.LeaseRevocationRoutes;
import io.azimuth.application.system.leases.LeaseRoutes;
import io.azimuth.application.system.mounts.MountRoutes;
import io.azimuth.application.system.policies.AclRoutes;
import io.azimuth.application.system.quotas.QuotaRoutes;
import io.azimuth.application.system.seal.InitRoutes;
import io.azimuth.application.system.seal.KeyRoutes;
import io.azimuth.application.system.status.MetricsRoutes;
import io.azimuth.application.system.status.ReplicationRoutes;
import io.azimuth.application.system.status.StatusRoutes;
import io.azimuth.application.system.status.UsageCounterRoutes;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The backend of type {@code system}, mounted at {@code sys/}. */
@Singleton
public final class SysBackend implements CoreBackend {

  /** The type of its one mount. */
  public static final String TYPE = "system";

  private final List<Route> routes;

  @Inject
  SysBackend(
      InitRoutes init,
      StatusRoutes status,
      MountRoutes mounts,
      AclRoutes rights,
      AuditRoutes audit,
      KeyRoutes keys,
      LeaseRoutes leases,
      LeaseRevocationRoutes leaseRevocation,
      SnapshotRoutes snapshots,
      MetricsRoutes metrics,
      WrappingRoutes wrapping,
      QuotaRoutes quotas,
      UsageCounterRoutes counters,
      AuditedHeaderRoutes auditedHeaders,
      ToolRoutes tools,
      ReloadRoutes reload,
      InspectRoutes inspect) {
    this.routes =
        Stream.of(
                init.routes(),
                status.routes(),
                mounts.routes(),
                rights.routes(),
                audit.routes(),
                keys.routes(),
                leases.routes(),
                leaseRevocation.routes(),
                snapshots.routes(),
                metrics.routes(),
                wrapping.routes(),
                quotas.routes(),
                counters.routes(),
                auditedHeaders.routes(),
                tools.routes(),
                reload.routes(),
                inspect.routes(),
                ReplicationRoutes.routes())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "The server itself: mounts, policies, audit devices, leases, keys and its state.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
