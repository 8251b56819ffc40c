package io.azimuth.adapters.storage;

import com.google.inject.AbstractModule;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.adapters.storage.audit.AuditDeviceModule;
import io.azimuth.adapters.storage.barrier.BarrierModule;
import io.azimuth.adapters.storage.leader.EngineLeadership;
import io.azimuth.adapters.storage.leader.LeaderFence;
import io.azimuth.adapters.storage.leader.StoreClock;
import io.azimuth.adapters.storage.mapdb.directory.SeenStoreFile;
import io.azimuth.adapters.storage.measure.MeasuredEngine;
import io.azimuth.adapters.storage.record.RecordModule;
import io.azimuth.adapters.storage.spool.SpoolDirectory;
import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.seal.NoSeenStore;
import io.azimuth.application.port.seal.SeenStore;
import io.azimuth.application.port.store.Spool;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Metrics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Binds {@code Barrier}, {@code Store}, {@code KeyValueEngine} and the set of {@code
 * AuditDeviceFactory}, {@code Leadership}, {@code SeenStore}, {@code Spool}. Needs {@code
 * SecretGenerator}, {@code Member.Self} and {@code java.time.Clock} from elsewhere.
 */
public final class StorageModule extends AbstractModule {

  private final KeyValueEngine engine;
  private final AuditConfig auditConfig;
  private final SeenStore seenStore;
  private final StoreClock storeClock = new StoreClock();

  /**
   * Binds the store over an open engine. The caller that opened the engine also closes it.
   *
   * @param auditConfig where audit devices may write
   * @param metrics where reads and commits are measured
   */
  public StorageModule(KeyValueEngine engine, AuditConfig auditConfig, Metrics metrics) {
    this(engine, auditConfig, metrics, Optional.empty());
  }

  /**
   * The same of a server that remembers which store it opened last.
   *
   * @param directory where it remembers that: a directory of this machine that belongs to the store
   */
  public StorageModule(
      KeyValueEngine engine, AuditConfig auditConfig, Metrics metrics, Optional<Path> directory) {
    this.engine = new MeasuredEngine(engine, metrics);
    metrics.add(storeClock);
    this.auditConfig = auditConfig;
    this.seenStore = directory.<SeenStore>map(SeenStoreFile::in).orElse(NoSeenStore.INSTANCE);
  }

  @Override
  protected void configure() {
    bind(KeyValueEngine.class).toInstance(engine);
    bind(LeaderFence.class);
    bind(StoreClock.class).toInstance(storeClock);
    bind(EngineLeadership.class);
    bind(Leadership.class).to(EngineLeadership.class);
    bind(SeenStore.class).toInstance(seenStore);
    bind(Spool.class).toInstance(new SpoolDirectory(engine));
    install(new BarrierModule());
    install(new RecordModule());
    install(new AuditDeviceModule(auditConfig));
  }
}
