package io.azimuth.bootstrap.snapshot;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.storage.StorageModule;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.bootstrap.server.StrictGuiceModule;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.metrics.NoMetrics;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Opens the barrier of a store that no server uses, with the seal of a configuration. */
final class OfflineBarrier {

  private final Clock clock;
  private final SecretGenerator secrets;

  OfflineBarrier(Clock clock, SecretGenerator secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * The open barrier, which the caller seals; empty if people hold the key shares, because then it
   * cannot be opened here.
   *
   * @param core the entries of the store whose keys begin with {@code core/}
   * @throws SnapshotFailedException if the store has no keys, or a seal of another type
   * @throws io.azimuth.domain.error.ServiceException if the seal does not open it
   */
  Optional<Barrier> open(Map<Key, byte[]> core, SealSetup seals) {
    Barrier barrier = over(core);
    SealRecord record =
        barrier
            .sealRecord()
            .orElseThrow(() -> new SnapshotFailedException("the store has no keys"));
    if (seals.problem(record).isPresent()) {
      throw new SnapshotFailedException(
          "the store has a seal of the type "
              + record.type()
              + ", this configuration one of the type "
              + seals.type());
    }
    if (seals.of(record).isEmpty()) {
      return Optional.empty();
    }
    barrier.unseal(seals.unwrap(record).key().expose());
    return Optional.of(barrier);
  }

  private Barrier over(Map<Key, byte[]> core) {
    Injector injector =
        Guice.createInjector(
            new StrictGuiceModule(),
            new StorageModule(new CoreRecords(core), AuditConfig.NONE, new NoMetrics()),
            new Lent());
    return injector.getInstance(Barrier.class);
  }

  private final class Lent extends AbstractModule {
    @Override
    protected void configure() {
      bind(Member.Self.class).toInstance(new Member.Self("", "", "", ""));
      bind(Clock.class).toInstance(clock);
      bind(SecretGenerator.class).toInstance(secrets);
    }
  }
}
