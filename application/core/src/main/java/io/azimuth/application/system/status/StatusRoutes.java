package io.azimuth.application.system.status;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.seal.SealKeeper;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** The status of the server: {@code seal-status}, {@code health}, {@code leader}. */
@Singleton
public final class StatusRoutes {

  private final SealKeeper keeper;
  private final SealStatusView sealStatus;
  private final ServerHealth health;
  private final ServerInfo identity;
  private final Clock clock;

  @Inject
  StatusRoutes(
      SealKeeper keeper,
      SealStatusView sealStatus,
      ServerHealth health,
      ServerInfo identity,
      Clock clock) {
    this.keeper = keeper;
    this.sealStatus = sealStatus;
    this.health = health;
    this.identity = identity;
    this.clock = clock;
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "seal-status")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say whether the server is sealed")
            .handleEvenSealed((request, fields) -> raw(sealStatus.of(keeper.status()))),
        Route.on(Operation.READ, "health")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say whether the server serves")
            .rendering(Rendering.HEALTH)
            .handleEvenSealed((request, fields) -> health()),
        Route.on(Operation.READ, "leader")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say who leads")
            .handleEvenSealed((request, fields) -> raw(leader())),
        Route.on(Operation.READ, "ha-status")
            .access(Access.AUTHORIZED)
            .summary("List the nodes")
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(core(call -> Answer.data(nodes()))));
  }

  // A server alone is the active node of its cluster.
  private Value.Obj nodes() {
    Value node =
        Value.Obj.builder()
            .put("hostname", identity.apiAddress().map(URI::getHost).orElse(""))
            .put("api_address", identity.apiAddress().map(URI::toString).orElse(""))
            .put("cluster_address", "")
            .put("active_node", true)
            .put("last_echo", Value.NULL)
            .put("version", identity.compatibleVersion())
            .build();
    return Value.Obj.builder().put("nodes", new Value.Items(List.of(node))).build();
  }

  private Answer health() {
    List<String> problems = keeper.isSealed() ? List.of() : health.problems();
    Value.Builder body = Value.Obj.builder();
    describe(body);
    if (!problems.isEmpty()) {
      body.put("azimuth_problems", Value.of(problems));
    }
    return new Answer.Raw(body.build(), problems.isEmpty() ? state() : Answer.State.UNHEALTHY);
  }

  private void describe(Value.Builder body) {
    body.put("initialized", keeper.isInitialized())
        .put("sealed", keeper.isSealed())
        .put("standby", keeper.isSealed())
        .put("performance_standby", false)
        .put("replication_performance_mode", "disabled")
        .put("replication_dr_mode", "disabled")
        .put("server_time_utc", clock.instant().getEpochSecond())
        .put("version", identity.compatibleVersion())
        .put("azimuth_version", identity.version())
        .put("enterprise", identity.compatibleVersion().contains("+ent"))
        .put("echo_duration_ms", 0)
        .put("clock_skew_ms", 0)
        .put("replication_primary_canary_age_ms", 0);
  }

  // Checked first: a store without keys is both uninitialised and sealed, and answers as
  // uninitialised.
  private Answer.State state() {
    if (!keeper.isInitialized()) {
      return Answer.State.UNINITIALIZED;
    }
    return keeper.isSealed() ? Answer.State.SEALED : Answer.State.ACTIVE;
  }

  private static Value.Obj leader() {
    return Value.Obj.builder()
        .put("ha_enabled", false)
        .put("is_self", false)
        .put("active_time", "0001-01-01T00:00:00Z")
        .put("leader_address", "")
        .put("leader_cluster_address", "")
        .put("performance_standby", false)
        .put("performance_standby_last_remote_wal", 0)
        .build();
  }

  private static Answer raw(Value.Obj body) {
    return new Answer.Raw(body, Answer.State.NORMAL);
  }
}
