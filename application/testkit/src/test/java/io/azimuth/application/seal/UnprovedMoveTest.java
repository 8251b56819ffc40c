package io.azimuth.application.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.NoSeenStore;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.seal.SeenStore;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.seal.share.SealExecutor;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.Wiring;
import io.azimuth.testkit.fake.FakeSeals;
import io.azimuth.testkit.fake.SequentialSecrets;
import io.azimuth.testkit.store.FakeBarrier;
import io.azimuth.testkit.store.FakeStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store of one key share that is to be moved to another seal. */
class UnprovedMoveTest {

  private static final byte[] ROOT_KEY = new byte[32];

  private final FakeStore store = new FakeStore();
  private final FakeBarrier barrier = new FakeBarrier(store);
  private final VersionedSeal seal = new VersionedSeal();
  private final Unsealing unsealing =
      new Wiring()
          .bind(Barrier.class, barrier)
          .bind(Store.class, store)
          .bind(SealSetup.class, new SealSetup(Optional.of(seal), FakeSeals::keyed))
          .bind(SeenStore.class, NoSeenStore.INSTANCE)
          .bind(SealExecutor.class, Runnable::run)
          .bind(RetryExecutor.class, Runnable::run)
          .bind(SecretGenerator.class, new SequentialSecrets())
          .bind(Clock.class, Clock.systemUTC())
          .get(Unsealing.class);

  @BeforeEach
  void initialiseWithOneShare() {
    HeldShares held = new HeldShares(new ShareCounts(1, 1), List.of());
    SealWrappedKey wrapped =
        new SealWrappedKey(Optional.of(held), FakeSeals.keyed(share()).wrap(ROOT_KEY));
    SealRecord record =
        new SealRecord(FakeSeals.OPENED_BY_PEOPLE.type(), Pair.of(wrapped), Optional.empty());
    var unused = store.commit(barrier.initialize(ROOT_KEY, record)).toCompletableFuture().join();
    barrier.seal();
  }

  private static SecretBytes share() {
    return SecretBytes.of(new byte[32]);
  }

  private boolean move() {
    return unsealing.submit(share(), true, Deadline.of(Duration.ofSeconds(10))).join();
  }

  @Test
  void keepsItsSealWhenTheOtherOneDoesNotUnwrap() {
    seal.refuse(1);

    assertThatThrownBy(this::move)
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_REFUSED));

    assertThat(barrier.isSealed()).isTrue();
    assertThat(barrier.sealRecord().orElseThrow().type()).isEqualTo("shamir");
  }

  @Test
  void movesWhenItDoes() {
    assertThat(move()).isTrue();

    assertThat(barrier.sealRecord().orElseThrow().type()).isEqualTo("static");
  }
}
