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
import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.bootstrap.server.StrictGuiceModule;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.metrics.NoMetrics;
import java.security.MessageDigest;
import java.time.Clock;

/**
 * Checks that a server with the keys of the store made a snapshot and that it was not changed
 * since. The seal of the configuration decrypts its keyring, and a key of the keyring verifies its
 * MAC.
 */
final class SnapshotAuthenticity {

  private final Clock clock;
  private final SecretGenerator secrets;

  SnapshotAuthenticity(Clock clock, SecretGenerator secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * Whether the snapshot is authentic; false if people hold the key shares, because then it cannot
   * be checked here.
   *
   * @throws SnapshotFailedException if the seal cannot decrypt the keyring, or the MAC is wrong
   */
  boolean isAuthentic(VerifiedSnapshot snapshot, SealSetup seals) {
    try {
      return check(snapshot, seals);
    } catch (ServiceException e) {
      throw new SnapshotFailedException(
          "the seal of this configuration does not open the snapshot: " + e.detail(), e);
    }
  }

  private boolean check(VerifiedSnapshot snapshot, SealSetup seals) {
    Barrier barrier = barrier(snapshot);
    SealRecord record =
        barrier
            .sealRecord()
            .orElseThrow(
                () -> new SnapshotFailedException("the snapshot is of a store without keys"));
    if (seals.problem(record).isPresent()) {
      throw new SnapshotFailedException(
          "the store of the snapshot has a seal of the type "
              + record.type()
              + ", this configuration one of the type "
              + seals.type());
    }
    if (seals.of(record).isEmpty()) {
      return false;
    }
    barrier.unseal(seals.unwrap(record).key().expose());
    boolean fits = MessageDigest.isEqual(barrier.snapshotMac(snapshot.digest()), snapshot.mac());
    barrier.seal();
    if (!fits) {
      throw new SnapshotFailedException(
          "the snapshot was changed after it was taken: its MAC does not fit");
    }
    return true;
  }

  private Barrier barrier(VerifiedSnapshot snapshot) {
    Injector injector =
        Guice.createInjector(
            new StrictGuiceModule(),
            new StorageModule(
                new SnapshotCoreRecords(snapshot.core()), AuditConfig.NONE, new NoMetrics()),
            new Lent());
    return injector.getInstance(Barrier.class);
  }

  private final class Lent extends AbstractModule {
    @Override
    protected void configure() {
      bind(Member.Self.class).toInstance(new Member.Self("", "", ""));
      bind(Clock.class).toInstance(clock);
      bind(SecretGenerator.class).toInstance(secrets);
    }
  }
}
