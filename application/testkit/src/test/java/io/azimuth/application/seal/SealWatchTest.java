package io.azimuth.application.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeSeals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose start found the key of its seal away. */
class SealWatchTest {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final RemoteSeal seal = new RemoteSeal();
  private final TestServer server =
      new TestServer(new SealSetup(Optional.of(seal), FakeSeals::keyed));
  private final SealWatch watch = server.get(SealWatch.class);
  private final List<Map<String, Value>> seen = new ArrayList<>();

  @BeforeEach
  void startWithoutTheKey() {
    server.initialize();
    server.get(Barrier.class).seal();
    seal.away = true;
    server.get(SealKeeper.class).start();
  }

  private Map<String, Value> status() {
    return SealFixture.raw(server.read("", "sys/seal-status"));
  }

  private void runLater() {
    server.clock().advance(LONGEST_PAUSE);
    watch.run();
  }

  @Test
  void saysWhatItWaitsForUntilItCanOpen() {
    runLater();
    assertThat(status())
        .containsEntry("sealed", Value.of(true))
        .containsEntry("azimuth_waiting_for", Value.of("seal_unavailable"));

    seal.away = false;
    runLater();

    assertThat(status())
        .containsEntry("sealed", Value.of(false))
        .doesNotContainKey("azimuth_waiting_for");
  }

  @Test
  void waitsForNothingFromTheMomentThatItIsOpen() {
    seal.away = false;
    seal.onRewrapDue = () -> seen.add(status());

    runLater();

    assertThat(seen).isNotEmpty();
    assertThat(seen)
        .allSatisfy(
            status ->
                assertThat(status)
                    .containsEntry("sealed", Value.of(false))
                    .doesNotContainKey("azimuth_waiting_for"));
  }

  @Test
  void waitsForNothingWhenPeopleHaveOpenedIt() {
    server.get(Barrier.class).unseal(rootKey());
    assertThat(status()).doesNotContainKey("azimuth_waiting_for");

    runLater();

    assertThat(SealFixture.raw(server.read("", "sys/seal-backend-status")))
        .containsEntry("healthy", Value.of(false));
    assertThat(status()).doesNotContainKey("azimuth_waiting_for");
  }

  @Test
  void staysSealedOnDemandAfterPeopleHaveOpenedIt() {
    server.get(Barrier.class).unseal(rootKey());
    server.get(SealKeeper.class).seal();
    seal.away = false;

    runLater();

    assertThat(status())
        .containsEntry("sealed", Value.of(true))
        .doesNotContainKey("azimuth_waiting_for");
  }

  @Test
  void staysSealedOnDemandWhenItWasInitialisedJustBefore() {
    server.get(Barrier.class).unseal(rootKey());
    watch.awaitInitialization();
    server.get(SealKeeper.class).seal();
    seal.away = false;

    runLater();

    assertThat(status()).containsEntry("sealed", Value.of(true));
  }

  @Test
  void staysSealedOnDemandWhileTheKeyIsAskedFor() {
    seal.away = false;
    seal.onUnwrap =
        () -> {
          server.get(Barrier.class).unseal(rootKey());
          server.get(SealKeeper.class).seal();
        };

    runLater();

    assertThat(status()).containsEntry("sealed", Value.of(true));
  }

  @Test
  void opensAfterAnotherServerWasFasterToInitialise() {
    Barrier barrier = server.get(Barrier.class);
    watch.seal();
    watch.awaitInitialization();
    seal.away = false;
    barrier.unseal(rootKey());
    runLater();

    barrier.seal(); // its own initialisation failed
    runLater();

    assertThat(status()).containsEntry("sealed", Value.of(false));
  }

  @Test
  void triesTheKeyAgainWhenThatIsAskedForDuringATrial() {
    seal.away = false;
    runLater();
    server.clock().advance(Duration.ofMinutes(5));
    AtomicInteger trials = new AtomicInteger();
    seal.onRewrapDue =
        () -> {
          if (trials.incrementAndGet() == 1) {
            watch.checkSoon();
          }
        };

    watch.run();
    watch.run();
    watch.run();

    assertThat(trials).hasValue(2);
  }

  @Test
  void staysSealedOnDemandAlsoWhenARestoreIsNoticedThen() {
    Barrier barrier = server.get(Barrier.class);
    barrier.unseal(rootKey());
    StoreFingerprint store = barrier.fingerprint();
    server.get(SealKeeper.class).seal();
    seal.away = false;

    watch.sealUntilOpened(store);
    runLater();

    assertThat(status()).containsEntry("sealed", Value.of(true));
  }

  @Test
  void opensAStoreThatWasReplacedDuringATrialOfTheKey() {
    seal.away = false;
    runLater();
    server.clock().advance(Duration.ofMinutes(5));
    StoreFingerprint store = server.get(Barrier.class).fingerprint();
    seal.onUnwrap = () -> watch.sealUntilOpened(store);

    watch.run();
    assertThat(status()).containsEntry("sealed", Value.of(true));
    watch.run();

    assertThat(status()).containsEntry("sealed", Value.of(false));
  }

  @Test
  void opensAnyStoreAfterTheOneThatItWaitedForWasOpened() {
    seal.away = false;
    Barrier barrier = server.get(Barrier.class);
    barrier.unseal(rootKey());
    watch.sealUntilOpened(barrier.fingerprint());
    runLater();
    server.get(SealKeeper.class).seal();
    server.store().save();
    server.store().saveFingerprint(new StoreFingerprint("ab".repeat(32)));
    server.store().restore();
    watch.awaitSeal(new ServiceException(ErrorCode.SEAL_UNAVAILABLE, "the connection broke"));

    runLater();

    assertThat(status()).containsEntry("sealed", Value.of(false));
  }

  private byte[] rootKey() {
    return server.get(Barrier.class).rootKey().expose();
  }

  /** A seal whose key another system has. */
  private static final class RemoteSeal implements Seal {

    private final Seal key = FakeSeals.own(SecretBytes.of(new byte[32]));
    private boolean away;
    private Runnable onUnwrap = () -> {};
    private Runnable onRewrapDue = () -> {};

    @Override
    public String type() {
      return key.type();
    }

    @Override
    public byte[] wrap(byte[] rootKey) {
      requireThere();
      return key.wrap(rootKey);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
      requireThere();
      onUnwrap.run();
      return key.unwrap(wrapped);
    }

    // Asked as soon as the store is open, and after each trial of the key.
    @Override
    public boolean rewrapDue(byte[] wrapped) {
      requireThere();
      onRewrapDue.run();
      return key.rewrapDue(wrapped);
    }

    @Override
    public boolean isOwn(byte[] wrapped) {
      return key.isOwn(wrapped);
    }

    private void requireThere() {
      if (away) {
        throw new ServiceException(ErrorCode.SEAL_UNAVAILABLE, "the connection broke");
      }
    }
  }
}
