package io.azimuth.adapters.storage.record;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.storage.SeededGenerator;
import io.azimuth.adapters.storage.StorageModule;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.testkit.contract.store.StoreContract;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/** The encrypted records over an engine, behind the real barrier. */
abstract class EngineStoreContract extends StoreContract {

  /** The store over a new engine of that factory. */
  static Opened open(KeyValueEngineFactory factory, PluginSettings settings) {
    return open(
        factory.open(
            settings, new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger("test"))));
  }

  /** The store over that engine, which has no entries. */
  static Opened open(KeyValueEngine engine) {
    Injector injector =
        Guice.createInjector(
            new StorageModule(engine, AuditConfig.NONE, new NoMetrics()),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(SecretGenerator.class).toInstance(new SeededGenerator(7));
                bind(Member.Self.class).toInstance(new Member.Self("", "", "", ""));
                bind(Clock.class).toInstance(Clock.systemUTC());
              }
            });
    return new Opened(
        injector.getInstance(Store.class), injector.getInstance(Barrier.class), engine::close);
  }
}
