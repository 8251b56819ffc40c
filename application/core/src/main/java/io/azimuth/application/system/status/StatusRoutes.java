package io.azimuth.application.system.status;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.seal.SealKeeper;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of the server, such as {@code seal-status} and {@code health}, and its figures. */
@Singleton
public final class StatusRoutes {

  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final SealKeeper keeper;
  private final SealStatusView sealStatus;
  private final ServerHealth health;
  private final ServerInfo identity;
  private final Leadership leadership;
  private final Clock clock;
  private final MetricsRoutes metrics;
  private final UsageCounterRoutes counters;
  private final Instant started;

  @Inject
  StatusRoutes(
      SealKeeper keeper,
      SealStatusView sealStatus,
      ServerHealth health,
      ServerInfo identity,
      Leadership leadership,
      Clock clock,
      MetricsRoutes metrics,
      UsageCounterRoutes counters) {
    this.keeper = keeper;
    this.sealStatus = sealStatus;
    this.health = health;
    this.identity = identity;
    this.leadership = leadership;
    this.clock = clock;
    this.metrics = metrics;
    this.counters = counters;
    this.started = clock.instant();
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return Stream.of(own(), metrics.routes(), counters.routes(), ReplicationRoutes.routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> own() {
    return List.of(
        Route.on(Operation.READ, "seal-status")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say whether the server is sealed")
            .answers(AnswerSchema.body(SealStatusView.OF_STATUS))
            .handleEvenSealed((request, fields) -> raw(sealStatus.of(keeper.status()))),
        Route.on(Operation.READ, "seal-backend-status")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say whether the key of the seal can be used")
            .answers(SealStatusView.OF_BACKENDS)
            .handleEvenSealed((request, fields) -> raw(sealStatus.backend())),
        Route.on(Operation.READ, "health")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say whether the server serves")
            .rendering(Rendering.HEALTH)
            .answers(StatusAnswers.HEALTH)
            .handleEvenSealed((request, fields) -> health()),
        Route.on(Operation.READ, "leader")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say who leads")
            .answers(StatusAnswers.LEADER)
            .handleEvenSealed((request, fields) -> raw(leader())),
        Route.on(Operation.READ, "ha-status")
            .access(Access.AUTHORIZED)
            .summary("List the nodes")
            .rendering(Rendering.DATA_AT_ROOT)
            .answers(StatusAnswers.NODES)
            .handle(core(call -> Answer.data(nodes()))),
        Route.on(Operation.LIST, "version-history")
            .access(Access.AUTHORIZED)
            .summary("Name the version that runs, and since when")
            .answers(StatusAnswers.VERSIONS)
            .handle(core(call -> Answer.data(versions()))));
  }

  // The store has no record of earlier versions.
  private Value.Obj versions() {
    Value running =
        Value.Obj.builder()
            .put("previous_version", Value.NULL)
            .put("timestamp_installed", started.toString())
            .put("build_date", identity.buildDate())
            .build();
    String version = identity.compatibleVersion();
    return Value.Obj.builder()
        .put("keys", List.of(version))
        .put("key_info", Value.Obj.builder().put(version, running).build())
        .build();
  }

  private Value.Obj nodes() {
    List<Value> nodes = leadership.members().stream().<Value>map(StatusRoutes::node).toList();
    return Value.Obj.builder().put("nodes", new Value.Items(nodes)).build();
  }

  private static Value.Obj node(Member member) {
    return Value.Obj.builder()
        .put("hostname", member.self().hostname())
        .put("api_address", member.self().apiAddress())
        .put("cluster_address", "")
        .put("active_node", member.isLeader())
        .put(
            "last_echo",
            member.lastEcho().<Value>map(time -> Value.of(time.toString())).orElse(Value.NULL))
        .put("version", member.self().version())
        .put("azimuth_version", member.self().release())
        .put(
            "azimuth_clock_offset_ms",
            member.clockOffset().<Value>map(it -> Value.of(it.toMillis())).orElse(Value.NULL))
        .build();
  }

  private Answer health() {
    List<String> problems = keeper.isSealed() ? List.of() : health.problems();
    List<String> shown = keeper.isSealed() ? sealStatus.waitingFor() : problems;
    boolean reads = !problems.isEmpty() && health.servesReadsAlone();
    Value.Builder body = Value.Obj.builder();
    describe(body);
    sealStatus.cluster(keeper.fingerprint()).ifPresent(it -> it.putInto(body));
    if (!shown.isEmpty()) {
      body.put("azimuth_problems", Value.of(shown)).put("azimuth_reads", reads);
    }
    Answer.State unhealthy = reads ? Answer.State.READS_ONLY : Answer.State.UNHEALTHY;
    return new Answer.Raw(body.build(), problems.isEmpty() ? state() : unhealthy);
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

  private Value.Obj leader() {
    Optional<Member> leader =
        leadership.isShared()
            ? leadership.members().stream().filter(Member::isLeader).findFirst()
            : Optional.empty();
    return Value.Obj.builder()
        .put("ha_enabled", leadership.isShared())
        .put("is_self", leadership.isShared() && leadership.isLeader())
        .put("active_time", leader.flatMap(Member::leadsSince).map(Instant::toString).orElse(NEVER))
        .put("leader_address", leader.map(it -> it.self().apiAddress()).orElse(""))
        .put("leader_cluster_address", "")
        .put("performance_standby", false)
        .put("performance_standby_last_remote_wal", 0)
        .build();
  }

  private static Answer raw(Value.Obj body) {
    return new Answer.Raw(body, Answer.State.NORMAL);
  }
}
