package io.azimuth.adapters.storage.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.storage.SeededGenerator;
import io.azimuth.adapters.storage.StorageModule;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.adapters.storage.mapdb.TestStore;
import io.azimuth.adapters.storage.postgresql.PostgresEngineFactory;
import io.azimuth.adapters.storage.postgresql.TestDatabase;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.sweep.LeaseSweep;
import io.azimuth.domain.lease.FailedAttempts;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseHolder;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.lease.LeaseTerm;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.testkit.ScriptedEngine;
import io.azimuth.testkit.fake.MutableClock;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Prints what a sweep of many leases costs: its time, what it allocates, and how many reads another
 * thread makes beside it. {@code -Dazimuth.leases=100000} sets how many leases there are.
 */
class LeaseSweepFiguresTest {

  private static final int LEASES = Integer.getInteger("azimuth.leases", 2_000);
  private static final int BATCH = 400;
  private static final int FEW = 100; // one of so many is due first
  private static final TokenHash HOLDER = new TokenHash("a".repeat(64));
  private static final Instant BEGIN = Instant.parse("2026-11-25T12:00:00Z");
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Mount MOUNT =
      new Mount(
          new MountPath("lab/"), ScriptedEngine.TYPE, "u", "m_1", "", MountSettings.DEFAULT, 0);

  @TempDir private Path directory;

  private final MutableClock clock = new MutableClock(BEGIN);
  private final Metrics metrics = new NoMetrics();
  private final ScriptedEngine engine = new ScriptedEngine();
  private Store store;
  private LeaseSweep sweep;
  private long readsAlone; // a second

  @Test
  @Tag("slow")
  void onMapDb() {
    measure("MapDB", TestStore.open(TestStore.options(directory)));
  }

  @Test
  @Tag("database")
  void onPostgreSql() {
    PluginContext context = new PluginContext(clock, LoggerFactory.getLogger("figures"));
    measure(
        "PostgreSQL",
        new PostgresEngineFactory().open(new TestDatabase().settings(Map.of()), context));
  }

  private void measure(String where, KeyValueEngine under) {
    try (under) {
      open(under);
      fill();
      readsAlone = readsWithin(Duration.ofSeconds(1));
      print(where, "none is due");
      clock.advance(Duration.ofHours(2));
      print(where, "one of " + FEW + " is due");
      assertThat(engine.revoked()).hasSize(LEASES / FEW);
      clock.advance(Duration.ofHours(10));
      print(where, "all are due");
      assertThat(engine.revoked()).hasSize(LEASES);
      assertThat(store.begin().leases().page("", Optional.empty(), 1)).isEmpty();
    }
  }

  private void open(KeyValueEngine under) {
    Injector injector =
        Guice.createInjector(
            new StorageModule(under, AuditConfig.NONE, metrics),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(SecretGenerator.class).toInstance(new SeededGenerator(7));
                bind(Member.Self.class).toInstance(new Member.Self("", "", "", ""));
                bind(Clock.class).toInstance(clock);
                bind(Metrics.class).toInstance(metrics);
                bind(SystemLifetimes.class).toInstance(SystemLifetimes.STANDARD);
                bind(SecretsEngines.class).toInstance(new SecretsEngines(List.of(engine)));
              }
            });
    store = injector.getInstance(Store.class);
    byte[] key = new byte[32];
    Barrier barrier = injector.getInstance(Barrier.class);
    commit(barrier.initialize(key, new SealRecord("static", new byte[] {1})));
    sweep = injector.getInstance(LeaseSweep.class);
  }

  private void fill() {
    UnitOfWork first = store.begin();
    first.mounts().put(MOUNT);
    first.tokens().put(HOLDER, Samples.endless(MOUNT.accessor()));
    commit(first);
    for (int from = 0; from < LEASES; from += BATCH) {
      UnitOfWork work = store.begin();
      for (int i = from; i < Math.min(LEASES, from + BATCH); i++) {
        work.leases().put(lease(i));
      }
      commit(work);
    }
  }

  private void commit(UnitOfWork work) {
    assertThat(store.commit(work).toCompletableFuture().join()).isEqualTo(CommitOutcome.COMMITTED);
  }

  private static Lease lease(int number) {
    return new Lease(
        "lab/creds/web/%024d".formatted(number),
        MOUNT.uuid(),
        new RevocationStamp(MOUNT.accessor(), 0, 0),
        new LeaseHolder(HOLDER, Optional.empty()),
        LeaseTerm.of(
            BEGIN, Duration.ofHours(number % FEW == 0 ? 1 : 10), Duration.ofHours(20), true),
        LeaseState.ISSUED,
        FailedAttempts.NONE,
        Map.of("key_id", "k-" + number));
  }

  private void print(String where, String what) {
    AtomicLong beside = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    Thread reader = new Thread(() -> beside.set(readsUntil(done::get)), "reader");
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    reader.start();
    sweep.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    done.set(true);
    await(reader);
    System.out.printf(
        Locale.ROOT,
        "sweep of leases, %s, %,d leases, %s: %.2f s, %,d MiB allocated;"
            + " %,d reads a second beside it, %,d without%n",
        where,
        LEASES,
        what,
        seconds,
        (THREADS.getCurrentThreadAllocatedBytes() - allocated) >> 20,
        (long) ((double) beside.get() / seconds),
        readsAlone);
  }

  private long readsWithin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return readsUntil(() -> System.nanoTime() - end > 0);
  }

  private long readsUntil(BooleanSupplier end) {
    long count = 0;
    while (!end.getAsBoolean()) {
      assertThat(store.begin().tokens().find(HOLDER)).isPresent();
      count++;
    }
    return count;
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
