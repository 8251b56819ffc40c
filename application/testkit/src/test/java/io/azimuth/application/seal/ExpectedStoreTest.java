package io.azimuth.application.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeSeals;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server whose configuration names its store, and one that remembers the last store. */
class ExpectedStoreTest {

  private static final byte[] ROOT_KEY = new byte[32];
  private static final StoreFingerprint ANOTHER = new StoreFingerprint("ab".repeat(32));

  private static TestServer serverExpecting(SealSetup setup, StoreFingerprint store) {
    return new TestServer(
        new SealSetup(setup.own(), setup.replaced(), setup.keyed(), Optional.of(store)));
  }

  /** Makes a store as another server does, and returns its fingerprint. */
  private static StoreFingerprint makeStore(TestServer server, SealRecord record) {
    Barrier barrier = server.get(Barrier.class);
    var unused =
        server.store().commit(barrier.initialize(ROOT_KEY, record)).toCompletableFuture().join();
    StoreFingerprint made = barrier.fingerprint();
    barrier.seal();
    return made;
  }

  private static SealRecord wrappedBySeal() {
    return new SealRecord(
        FakeSeals.UNSEALING_ITSELF.type(),
        FakeSeals.UNSEALING_ITSELF.own().orElseThrow().wrap(ROOT_KEY));
  }

  private static StoreFingerprint fingerprintOfMade() {
    return makeStore(new TestServer(), wrappedBySeal());
  }

  @Test
  void opensTheStoreThatItNames() {
    TestServer server = serverExpecting(FakeSeals.UNSEALING_ITSELF, fingerprintOfMade());
    makeStore(server, wrappedBySeal());

    server.get(SealKeeper.class).start();

    assertThat(server.get(Barrier.class).isSealed()).isFalse();
  }

  @Test
  void startsOverNoOtherStore() {
    TestServer server = serverExpecting(FakeSeals.UNSEALING_ITSELF, ANOTHER);
    makeStore(server, wrappedBySeal());

    assertThatThrownBy(() -> server.get(SealKeeper.class).start())
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.STORE_UNEXPECTED));

    assertThat(server.get(Barrier.class).isSealed()).isTrue();
    assertThat(server.seenStore().last()).isEmpty();
  }

  @Test
  void doesNotOpenAnotherStoreLaterEither() {
    TestServer server = serverExpecting(FakeSeals.UNSEALING_ITSELF, ANOTHER);
    makeStore(server, wrappedBySeal());
    SealWatch watch = server.get(SealWatch.class);
    watch.awaitInitialization();

    watch.run();

    assertThat(server.get(Barrier.class).isSealed()).isTrue();
    assertThat(server.get(SealHealth.class).failure().orElseThrow().code())
        .isEqualTo(ErrorCode.STORE_UNEXPECTED);
  }

  @Test
  void sharesOfAnotherStoreAreRefusedWithTheReason() {
    TestServer server = serverExpecting(FakeSeals.OPENED_BY_PEOPLE, ANOTHER);
    byte[] share = new byte[32];
    HeldShares held = new HeldShares(new ShareCounts(1, 1), List.of());
    SealWrappedKey wrapped =
        new SealWrappedKey(
            Optional.of(held), FakeSeals.keyed(SecretBytes.of(share)).wrap(ROOT_KEY));
    makeStore(server, new SealRecord("shamir", Pair.of(wrapped), Optional.empty()));

    Refusal refusal =
        TestServer.refusal(
            server.write("", "sys/unseal", Map.of("key", HexFormat.of().formatHex(share))));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal.errors().toString()).contains("not the store that expected_store names");
    assertThat(server.get(Barrier.class).isSealed()).isTrue();
  }

  @Test
  void makesNoStoreInThePlaceOfTheOneThatItNames() {
    TestServer server = serverExpecting(FakeSeals.UNSEALING_ITSELF, ANOTHER);

    assertThatThrownBy(server::initialize)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().errors().toString()).contains("expected_store"));

    assertThat(server.get(Barrier.class).sealRecord()).isEmpty();
  }

  @Test
  void showsTheFingerprintWhileItIsOpen() {
    TestServer server = new TestServer();
    server.initialize();
    String shown = server.get(Barrier.class).fingerprint().hex();

    assertThat(
            SealFixture.text(
                SealFixture.raw(server.read("", "sys/seal-status"))
                    .get("azimuth_store_fingerprint")))
        .isEqualTo(shown);

    server.get(Barrier.class).seal();
    assertThat(SealFixture.raw(server.read("", "sys/seal-status")))
        .doesNotContainKey("azimuth_store_fingerprint");
  }

  @Test
  void remembersTheStoreThatItOpenedLast() {
    TestServer server = new TestServer();
    server.initialize();
    StoreFingerprint own = server.get(Barrier.class).fingerprint();
    assertThat(server.seenStore().last()).contains(own);
    server.seenStore().remember(ANOTHER);

    server.get(Barrier.class).seal();
    server.get(SealKeeper.class).start();

    assertThat(server.seenStore().last()).contains(own);
  }
}
