package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.Seal;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unseals the store with the server's own seal. */
@Singleton
final class AutoUnseal {

  private static final Logger LOG = LoggerFactory.getLogger(AutoUnseal.class);

  private final Barrier barrier;
  private final Store store;
  private final SealSetup setup;

  @Inject
  AutoUnseal(Barrier barrier, Store store, SealSetup setup) {
    this.barrier = barrier;
    this.store = store;
    this.setup = setup;
  }

  /**
   * Unseals the store, and wraps everything again when the seal has a newer key. Blocks.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the seal cannot unwrap the root key
   */
  void open(SealRecord record) {
    Seal seal = setup.own().orElseThrow();
    byte[] rootKey = seal.unwrap(record.wrappedRootKey());
    try {
      barrier.unseal(rootKey);
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
    LOG.info("unsealed, seal={}", seal.type());
    if (all(record).anyMatch(key -> seal.rewrapDue(key.wrapped()))) {
      rewrap(seal);
    }
  }

  private static Stream<SealWrappedKey> all(SealRecord record) {
    return Stream.concat(
        all(record.rootKey()), record.recovery().stream().flatMap(AutoUnseal::all));
  }

  private static Stream<SealWrappedKey> all(Pair pair) {
    return Stream.concat(Stream.of(pair.current()), pair.previous().stream());
  }

  private void rewrap(Seal seal) {
    UnitOfWork work = store.begin();
    SealRecord record = barrier.sealRecord(work);
    SealRecord rewrapped =
        new SealRecord(
            record.type(),
            rewrapped(seal, record.rootKey()),
            record.recovery().map(pair -> rewrapped(seal, pair)));
    barrier.stage(work, rewrapped);
    BlockingCommit.require(store, work, () -> conflict());
    LOG.info("root key wrapped under the new seal key");
  }

  private static Pair rewrapped(Seal seal, Pair pair) {
    Optional<SealWrappedKey> previous = pair.previous().map(key -> rewrapped(seal, key));
    return new Pair(rewrapped(seal, pair.current()), previous);
  }

  private static SealWrappedKey rewrapped(Seal seal, SealWrappedKey key) {
    byte[] clear = seal.unwrap(key.wrapped());
    try {
      return key.rewrapped(seal.wrap(clear));
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  private static ServiceException conflict() {
    return new ServiceException(ErrorCode.STORE_BUSY, "the seal record changed meanwhile");
  }
}
