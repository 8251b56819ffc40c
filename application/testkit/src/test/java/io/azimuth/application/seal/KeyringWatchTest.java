package io.azimuth.application.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.Wiring;
import io.azimuth.testkit.fake.FakeSeals;
import io.azimuth.testkit.fake.SoleLeadership;
import io.azimuth.testkit.store.FakeBarrier;
import io.azimuth.testkit.store.FakeStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A server that missed a change of the root key. */
class KeyringWatchTest {

  private static final byte[] ROOT_KEY = new byte[32];

  private final FakeStore store = new FakeStore();
  private final FakeBarrier barrier = new FakeBarrier(store);

  private KeyringWatch watch(SealSetup setup, Seal wrapping) {
    var unused =
        store
            .commit(
                barrier.initialize(ROOT_KEY, new SealRecord(setup.type(), wrapping.wrap(ROOT_KEY))))
            .toCompletableFuture()
            .join();
    return new Wiring()
        .bind(Barrier.class, barrier)
        .bind(Store.class, store)
        .bind(SealSetup.class, setup)
        .bind(Leadership.class, new SoleLeadership())
        .bind(Clock.class, Clock.systemUTC())
        .get(KeyringWatch.class);
  }

  @Test
  void itsSealGivesItTheNewOne() {
    SealSetup setup = FakeSeals.UNSEALING_ITSELF;
    KeyringWatch watch = watch(setup, setup.own().orElseThrow());
    barrier.missChange();

    watch.run();

    assertThat(barrier.refresh()).isTrue();
    assertThat(watch.isBehind()).isFalse();
  }

  @Test
  void aSealThatHelpedIsAskedAtOnceAboutTheNextOne() {
    SealSetup setup = FakeSeals.UNSEALING_ITSELF;
    KeyringWatch watch = watch(setup, setup.own().orElseThrow());
    barrier.missChange();
    watch.run();
    barrier.missChange();

    watch.run();

    assertThat(barrier.refresh()).isTrue();
  }

  @Test
  void aSealThatDoesNotOpenItLeavesItBehind() {
    Seal other = FakeSeals.own(SecretBytes.of(new byte[] {1}));
    KeyringWatch watch = watch(FakeSeals.UNSEALING_ITSELF, other);
    barrier.missChange();

    assertThat(watch.isBehind()).isFalse();
    watch.run();
    watch.run();

    assertThat(barrier.refresh()).isFalse();
    assertThat(barrier.isSealed()).isFalse();
    assertThat(watch.isBehind()).isTrue();
    barrier.follow(ROOT_KEY);
    watch.run();
    assertThat(watch.isBehind()).isFalse();
  }

  @Test
  void withKeySharesPeopleMustUnsealItAgain() {
    KeyringWatch watch =
        watch(FakeSeals.OPENED_BY_PEOPLE, FakeSeals.keyed(SecretBytes.of(ROOT_KEY)));
    barrier.missChange();

    watch.run();

    assertThat(barrier.refresh()).isFalse();
  }

  @Test
  void aSealedServerHasNothingToFollow() {
    SealSetup setup = FakeSeals.UNSEALING_ITSELF;
    KeyringWatch watch = watch(setup, setup.own().orElseThrow());
    barrier.missChange();
    barrier.seal();

    watch.run();

    assertThat(barrier.isSealed()).isTrue();
    assertThat(barrier.refresh()).isFalse();
  }
}
