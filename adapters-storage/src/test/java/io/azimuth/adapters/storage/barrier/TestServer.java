package io.azimuth.adapters.storage.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.util.Modules;
import io.azimuth.adapters.storage.ControlledEngine;
import io.azimuth.adapters.storage.MovableClock;
import io.azimuth.adapters.storage.SeededGenerator;
import io.azimuth.adapters.storage.record.RecordModule;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.KeyValueEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/** The store and barrier of one server, over an engine that the test controls. */
public final class TestServer {

  /** The start of the servers' clocks. */
  public static final Instant START = Instant.parse("2026-11-25T10:00:00.123456789Z");

  private static final byte[] ROOT_KEY = new byte[32];

  static {
    Arrays.fill(ROOT_KEY, (byte) 0x5a);
  }

  private final ControlledEngine engine;
  private final EncryptionLimits limits;
  private final MovableClock clock = new MovableClock(START);
  private final Injector injector;

  private TestServer(ControlledEngine engine, EncryptionLimits limits, long seed) {
    this.engine = engine;
    this.limits = limits;
    this.injector =
        Guice.createInjector(
            Modules.override(new BarrierModule())
                .with(
                    new AbstractModule() {
                      @Override
                      protected void configure() {
                        bind(EncryptionLimits.class).toInstance(limits);
                      }
                    }),
            new RecordModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(KeyValueEngine.class).toInstance(engine);
                bind(SecretGenerator.class).toInstance(new SeededGenerator(seed));
                bind(Clock.class).toInstance(clock);
              }
            });
  }

  /** A server whose store is not initialised. */
  public static TestServer empty() {
    return new TestServer(new ControlledEngine(), EncryptionLimits.PRODUCT, 1);
  }

  /** A server that makes other keys, and whose store is not initialised. */
  static TestServer stranger() {
    return new TestServer(new ControlledEngine(), EncryptionLimits.PRODUCT, 3);
  }

  /** An initialised, unsealed server. */
  public static TestServer open() {
    return empty().initialized();
  }

  /** An initialised, unsealed server with small limits for encryptions. */
  public static TestServer counting(long block, long perTerm) {
    return new TestServer(new ControlledEngine(), new EncryptionLimits(block, perTerm), 1)
        .initialized();
  }

  /** Another server on the same store, still sealed. */
  public TestServer another() {
    return new TestServer(engine, limits, 2);
  }

  private TestServer initialized() {
    commit(barrier().initialize(rootKey(), sealRecord()));
    return this;
  }

  /** A copy of the right root key. */
  public static byte[] rootKey() {
    return ROOT_KEY.clone();
  }

  /** How the root key is recorded as wrapped. */
  public static SealRecord sealRecord() {
    return new SealRecord("static", new byte[] {1, 2, 3});
  }

  /** The engine under the store. */
  public ControlledEngine engine() {
    return engine;
  }

  /** The clock of this server. */
  public MovableClock clock() {
    return clock;
  }

  /** The barrier of this server. */
  public Barrier barrier() {
    return injector.getInstance(Barrier.class);
  }

  /** The cipher of the records. */
  public RecordCipher cipher() {
    return injector.getInstance(RecordCipher.class);
  }

  /** The store of this server. */
  public Store store() {
    return injector.getInstance(Store.class);
  }

  /** The batch tokens of this server. */
  public BatchTokens batchTokens() {
    return injector.getInstance(BatchTokens.class);
  }

  /** Begins a unit of work like others of the same hint. */
  public UnitOfWork begin(ReadHint hint) {
    return injector.getInstance(Store.class).begin(hint);
  }

  /** Begins a unit of work. */
  public UnitOfWork begin() {
    return store().begin();
  }

  /** Commits, and returns the outcome. */
  public CommitOutcome outcome(UnitOfWork work) {
    return store().commit(work).toCompletableFuture().join();
  }

  /** Commits, and fails the test unless that succeeds. */
  public void commit(UnitOfWork work) {
    assertThat(outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
  }

  /** Stages the changes and commits them, and fails the test unless that succeeds. */
  public void write(Consumer<UnitOfWork> changes) {
    UnitOfWork work = begin();
    changes.accept(work);
    commit(work);
  }

  /** Seals and unseals again. */
  public void restart() {
    barrier().seal();
    barrier().unseal(rootKey());
  }
}
