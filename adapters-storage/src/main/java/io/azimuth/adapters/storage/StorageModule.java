package io.azimuth.adapters.storage;

import com.google.inject.AbstractModule;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.adapters.storage.audit.AuditDeviceModule;
import io.azimuth.adapters.storage.barrier.BarrierModule;
import io.azimuth.adapters.storage.leader.EngineLeadership;
import io.azimuth.adapters.storage.leader.LeaderFence;
import io.azimuth.adapters.storage.measure.MeasuredEngine;
import io.azimuth.adapters.storage.record.RecordModule;
import io.azimuth.application.port.leader.Leadership;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Metrics;
import java.util.Objects;

/**
 * Binds {@code Barrier}, {@code Store}, {@code KeyValueEngine} and the set of {@code
 * AuditDeviceFactory}, {@code Leadership}. Needs {@code SecretGenerator}, {@code Member.Self} and
 * {@code java.time.Clock} from elsewhere.
 */
public final class StorageModule extends AbstractModule {

  private final KeyValueEngine engine;
  private final AuditConfig auditConfig;

  /**
   * Binds the store over an open engine. The caller that opened the engine also closes it.
   *
   * @param auditConfig where audit devices may write
   * @param metrics where reads and commits are measured
   */
  public StorageModule(KeyValueEngine engine, AuditConfig auditConfig, Metrics metrics) {
    this.engine = new MeasuredEngine(engine, metrics);
    this.auditConfig = Objects.requireNonNull(auditConfig, "auditConfig");
  }

  @Override
  protected void configure() {
    bind(KeyValueEngine.class).toInstance(engine);
    bind(LeaderFence.class);
    bind(EngineLeadership.class);
    bind(Leadership.class).to(EngineLeadership.class);
    install(new BarrierModule());
    install(new RecordModule());
    install(new AuditDeviceModule(auditConfig));
  }
}
