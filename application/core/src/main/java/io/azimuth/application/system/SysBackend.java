package io.azimuth.application.system;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.system.audit.AuditRoutes;
import io.azimuth.application.system.inspect.InspectRoutes;
import io.azimuth.application.system.leases.LeaseRoutes;
import io.azimuth.application.system.mounts.MountRoutes;
import io.azimuth.application.system.policies.AclRoutes;
import io.azimuth.application.system.quotas.QuotaRoutes;
import io.azimuth.application.system.seal.KeyRoutes;
import io.azimuth.application.system.status.StatusRoutes;
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
      KeyRoutes keys,
      StatusRoutes status,
      MountRoutes mounts,
      AclRoutes rights,
      AuditRoutes audit,
      LeaseRoutes leases,
      QuotaRoutes quotas,
      InspectRoutes inspect,
      ToolRoutes tools) {
    this.routes =
        Stream.of(
                keys.routes(),
                status.routes(),
                mounts.routes(),
                rights.routes(),
                audit.routes(),
                leases.routes(),
                quotas.routes(),
                inspect.routes(),
                tools.routes())
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
