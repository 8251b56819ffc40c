package io.azimuth.application.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeSeals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No wrapped root key takes the place of another one that opens the store before it does. */
class WrappedRootKeyTest {

  private final VersionedSeal seal = new VersionedSeal();
  private final TestServer server =
      new TestServer(new SealSetup(Optional.of(seal), FakeSeals::keyed));
  private final Barrier barrier = server.get(Barrier.class);

  private void restart() {
    barrier.seal();
    server.get(SealKeeper.class).start();
  }

  private SealRecord record() {
    return barrier.sealRecord().orElseThrow();
  }

  private int current() {
    return VersionedSeal.version(record().wrappedRootKey());
  }

  private Optional<Integer> former() {
    return record().rootKey().previous().map(SealWrappedKey::wrapped).map(VersionedSeal::version);
  }

  private void useVersion(int version) {
    seal.useVersion(version);
    restart();
  }

  @Test
  void aVersionThatDoesNotUnwrapLeavesWhatOpensTheStore() {
    server.initialize();
    seal.refuse(2);

    useVersion(2);
    restart();

    assertThat(barrier.isSealed()).isFalse();
    assertThat(current()).isEqualTo(1);
    assertThat(former()).isEmpty();
  }

  @Test
  void aRunningServerLeavesItToo() {
    server.initialize();
    seal.useVersion(2);
    seal.refuse(2);

    server.clock().advance(Duration.ofMinutes(5));
    server.get(SealWatch.class).run();

    assertThat(current()).isEqualTo(1);
    assertThat(server.get(SealHealth.class).failure()).isPresent();
  }

  @Test
  void theFormerFormStaysUntilTheNewOneHasOpenedTheStore() {
    server.initialize();
    useVersion(2);
    assertThat(current()).isEqualTo(2);
    assertThat(former()).contains(1);

    restart();

    assertThat(current()).isEqualTo(2);
    assertThat(former()).isEmpty();
  }

  @Test
  void theFormerFormOpensTheStoreWhenTheNewOneDoesNot() {
    server.initialize();
    useVersion(2);
    seal.refuse(2);

    restart();

    assertThat(barrier.isSealed()).isFalse();
    assertThat(current()).isEqualTo(2);
    assertThat(former()).contains(1);
    seal.admit(2);
    restart();
    assertThat(former()).isEmpty();
  }

  @Test
  void theFormThatOpenedTheStoreLastOutlivesSeveralNewOnes() {
    server.initialize();
    useVersion(2);
    seal.useVersion(3);

    server.get(SealWatch.class).run();

    assertThat(current()).isEqualTo(3);
    assertThat(former()).contains(1);
  }

  @Test
  void aKeyThatIsAwayIsWaitedFor() {
    server.initialize();
    useVersion(2);
    seal.setAway(true);

    restart();

    assertThat(barrier.isSealed()).isTrue();
    assertThat(server.get(SealWatch.class).isWaiting()).isTrue();
    assertThat(former()).contains(1);
  }

  @Test
  void whatNeitherFormOpensStaysSealedForTheReasonOfTheNewOne() {
    server.initialize();
    useVersion(2);
    seal.refuse(1);
    seal.refuse(2);

    restart();

    assertThat(barrier.isSealed()).isTrue();
    assertThat(server.get(SealHealth.class).failure().orElseThrow().detail())
        .isEqualTo("version 2 may not unwrap");
  }

  @Test
  void noStoreIsMadeThatCannotBeOpenedAgain() {
    seal.refuse(1);

    assertThatThrownBy(server::initialize)
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_REFUSED));

    assertThat(barrier.sealRecord()).isEmpty();
    assertThat(barrier.isSealed()).isTrue();
  }

  @Test
  void noStoreIsMadeOfBytesThatLeadToAnotherKey() {
    seal.garble();

    assertThatThrownBy(server::initialize)
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault ->
                assertThat(fault.detail())
                    .isEqualTo("the seal static does not unwrap what it has wrapped"));

    assertThat(barrier.sealRecord()).isEmpty();
  }

  @Test
  void aRekeyPutsNoRootKeyInPlaceThatCannotBeUnwrapped() {
    List<String> shares = initializeWithRecoveryKeys();
    SealRecord before = record();
    seal.useVersion(2);
    seal.refuse(2);

    Answer refused = rekey(shares);

    assertThat(TestServer.refusal(refused).category())
        .isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(record()).isSameAs(before);
    restart();
    assertThat(barrier.isSealed()).isFalse();
  }

  @Test
  void newRecoveryKeysLeaveTheFormerFormInPlace() {
    List<String> shares = initializeWithRecoveryKeys();
    useVersion(2);
    assertThat(former()).contains(1);

    String nonce = begin("sys/rekey-recovery-key");
    handIn("sys/rekey-recovery-key", nonce, shares);
    assertThat(record().hasReplacedShares()).isTrue();
    server.get(RekeyCutover.class).complete();
    server.get(RekeyCutover.class).close();

    assertThat(former()).contains(1);
    assertThat(record().hasReplacedShares()).isFalse();
  }

  private List<String> initializeWithRecoveryKeys() {
    return server
        .get(Initialization.class)
        .initialize(new InitRequest(ShareRequest.NONE, new ShareRequest(2, 2, List.of()), ""))
        .recoveryKeys()
        .hex();
  }

  private Answer rekey(List<String> shares) {
    return handIn("sys/rekey", begin("sys/rekey"), shares);
  }

  private String begin(String path) {
    return SealFixture.text(
        SealFixture.raw(
                server.write("", path + "/init", Map.of("secret_shares", 1, "secret_threshold", 1)))
            .get("nonce"));
  }

  private Answer handIn(String path, String nonce, List<String> shares) {
    server.write("", path + "/update", Map.of("nonce", nonce, "key", shares.get(0)));
    return server.write("", path + "/update", Map.of("nonce", nonce, "key", shares.get(1)));
  }
}
