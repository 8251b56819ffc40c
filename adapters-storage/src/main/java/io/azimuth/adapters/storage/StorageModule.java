package io.azimuth.adapters.storage;

import com.google.inject.AbstractModule;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.adapters.storage.audit.AuditDeviceModule;
import io.azimuth.adapters.storage.barrier.BarrierModule;
import io.azimuth.adapters.storage.record.RecordModule;
import io.azimuth.spi.engine.KeyValueEngine;
import java.util.Objects;

/**
 * Binds {@code Barrier}, {@code Store}, {@code KeyValueEngine} and the set of {@code
 * AuditDeviceFactory}. Needs {@code SecretGenerator} and {@code java.time.Clock} from elsewhere.
 */
public final class StorageModule extends AbstractModule {

  private final KeyValueEngine engine;
  private final AuditConfig auditConfig;

  /**
   * Binds the store over an open engine. The caller that opened the engine also closes it.
   *
   * @param auditConfig where audit devices may write
   */
  public StorageModule(KeyValueEngine engine, AuditConfig auditConfig) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.auditConfig = Objects.requireNonNull(auditConfig, "auditConfig");
  }

  @Override
  protected void configure() {
    bind(KeyValueEngine.class).toInstance(engine);
    install(new BarrierModule());
    install(new RecordModule());
    install(new AuditDeviceModule(auditConfig));
  }
}
