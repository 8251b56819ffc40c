package io.azimuth.application.system.status;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.seal.KeyringWatch;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What would keep the open server from carrying out a request now or soon. */
@Singleton
public final class ServerHealth {

  private static final String STOPPING = "stopping";

  private final KeyValueEngine engine;
  private final AuditBroker audit;
  private final KeyringWatch keyring;
  private volatile boolean stopping;

  @Inject
  ServerHealth(
      KeyValueEngine engine,
      AuditBroker audit,
      KeyringWatch keyring,
      Barrier barrier,
      Leadership leadership,
      Metrics metrics) {
    this.engine = engine;
    this.audit = audit;
    this.keyring = keyring;
    metrics.add(() -> measure(!barrier.isSealed(), leadership.isLeader()));
  }

  private List<Measurement> measure(boolean open, boolean leads) {
    boolean writes = open && faults().isEmpty(); // before a stop it serves on
    return List.of(
        gauge("azimuth_serving", "Whether requests are served: 1.", writes),
        gauge(
            "azimuth_serving_reads",
            "Whether requests that write nothing are served: 1.",
            open && (writes || servesReadsAlone())),
        gauge("azimuth_leader", "Whether this server does the leader's work: 1.", open && leads),
        gauge(
            "vault_core_active", "Whether this server does the leader's work: 1.", open && leads));
  }

  private static Measurement gauge(String name, String help, boolean yes) {
    return Measurement.gauge(name, help, Map.of(), yes ? 1 : 0);
  }

  /** Has load balancers leave this server out from now on. It still serves what comes. */
  public void announceStop() {
    stopping = true;
  }

  /**
   * The codes of the present problems in small letters: {@code store_failed}, {@code store_full},
   * {@code store_busy}, {@code audit_failed}, {@code root_key_behind}; and {@code stopping}. Does
   * not block.
   */
  List<String> problems() {
    return Stream.concat(
            faults().stream().map(code -> code.name().toLowerCase(Locale.ROOT)),
            stopping ? Stream.of(STOPPING) : Stream.empty())
        .toList();
  }

  /**
   * Whether the problems are such that requests are served that write nothing: look-ups and reads
   * of secrets. Does not block.
   */
  boolean servesReadsAlone() {
    return engine.problem().isPresent()
        && engine.readProblem().isEmpty()
        && !audit.isBlocking()
        && !keyring.isBehind()
        && !stopping;
  }

  private List<ErrorCode> faults() {
    List<ErrorCode> faults = new ArrayList<>();
    engine.problem().ifPresent(faults::add);
    if (audit.isBlocking()) {
      faults.add(ErrorCode.AUDIT_FAILED);
    }
    if (keyring.isBehind()) {
      faults.add(ErrorCode.ROOT_KEY_BEHIND);
    }
    return faults;
  }
}
