package io.azimuth.adapters.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.adapters.storage.memory.InMemoryEngineFactory;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.NoMetrics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StorageModuleTest {

  private final KeyValueEngine engine =
      new InMemoryEngineFactory()
          .open(
              new PluginSettings(Map.of(), Path.of("")),
              new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger("test")));

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void wiresStoreBarrierAndAuditFilesUnderStrictGuice() throws Exception {
    Injector injector = injector();
    Barrier barrier = injector.getInstance(Barrier.class);
    Store store = injector.getInstance(Store.class);
    UnitOfWork first =
        barrier.initialize(new byte[32], new SealRecord("static", new byte[] {1, 2, 3}));
    first.policies().put("ops", "path \"a\" {}");

    assertThat(store.commit(first).toCompletableFuture().get()).isEqualTo(CommitOutcome.COMMITTED);

    barrier.seal();
    barrier.unseal(new byte[32]);
    assertThat(store.begin().policies().find("ops")).contains("path \"a\" {}");
    assertThat(injector.getInstance(KeyValueEngine.class).type()).isEqualTo(engine.type());
  }

  @Test
  void offersAuditDevicesAsASet() {
    Set<AuditDeviceFactory> factories =
        injector().getInstance(Key.get(new TypeLiteral<Set<AuditDeviceFactory>>() {}));

    assertThat(factories)
        .extracting(AuditDeviceFactory::type)
        .containsExactlyInAnyOrder("file", "syslog", "socket")
        .containsExactlyInAnyOrderElementsOf(AuditConfig.OWN_TYPES);
  }

  @Test
  void givesTheSameStoreToEverybody() {
    Injector injector = injector();

    assertThat(injector.getInstance(Store.class)).isSameAs(injector.getInstance(Store.class));
    assertThat(injector.getInstance(Barrier.class)).isSameAs(injector.getInstance(Barrier.class));
  }

  private Injector injector() {
    return Guice.createInjector(
        Stage.PRODUCTION,
        new AbstractModule() {
          @Override
          protected void configure() {
            binder().requireExplicitBindings();
            binder().requireExactBindingAnnotations();
            binder().requireAtInjectOnConstructors();
            binder().disableCircularProxies();
            bind(SecretGenerator.class).toInstance(new SeededGenerator(7));
            bind(Member.Self.class).toInstance(new Member.Self("", "", "", ""));
            bind(Clock.class).toInstance(Clock.systemUTC());
            install(new StorageModule(engine, AuditConfig.NONE, new NoMetrics()));
          }
        });
  }
}
