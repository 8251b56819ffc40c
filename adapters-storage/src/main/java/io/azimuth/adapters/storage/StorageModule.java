package io.azimuth.adapters.storage;

import com.google.inject.AbstractModule;
import io.azimuth.adapters.storage.audit.AuditDeviceModule;
import io.azimuth.adapters.storage.barrier.BarrierModule;
import io.azimuth.adapters.storage.record.RecordModule;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Binds {@code Barrier}, {@code Store}, {@code KeyValueEngine} and the set of {@code
 * AuditDeviceFactory}. Needs {@code SecretGenerator} and {@code java.time.Clock} from elsewhere.
 */
public final class StorageModule extends AbstractModule {

  private final KeyValueEngine engine;
  private final Optional<Path> auditDirectory;

  /**
   * Binds the store over an open engine. The caller that opened the engine also closes it.
   *
   * @param auditDirectory the only directory below which audit files may be; none when empty
   */
  public StorageModule(KeyValueEngine engine, Optional<Path> auditDirectory) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.auditDirectory = Objects.requireNonNull(auditDirectory, "auditDirectory");
  }

  @Override
  protected void configure() {
    bind(KeyValueEngine.class).toInstance(engine);
    install(new BarrierModule());
    install(new RecordModule());
    install(new AuditDeviceModule(auditDirectory));
  }
}
