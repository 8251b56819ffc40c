package io.azimuth.adapters.storage.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.SeededGenerator;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database loses the newest encryption key: in a failover, or because it is set back in time. */
class LostKeyTest {

  private static final Key KEY = Key.of("data/x/y");
  private static final int BLOCK = 8;

  private final TestServer server = TestServer.counting(BLOCK, 1_000);
  private final TestServer other = server.another();
  private int moment;

  @BeforeEach
  void openOnTheSameStore() {
    other.barrier().unseal(TestServer.rootKey());
    moment = server.engine().applied().size();
  }

  @Test
  void aKeyThatWasReadAndThenLostIsNotUsed() {
    loseTheKeyThatTheServerRead();

    Entry written = encrypt(server);

    assertThat(Envelope.term(written.value())).hasValue(1);
    assertThat(afterRestart(written)).containsExactly(1);
  }

  @Test
  void aKeyThatTakesThePlaceOfALostOneIsUsed() {
    loseTheKeyThatTheServerRead();
    replaceTheLostKey();

    Entry written = encrypt(server);

    assertThat(Envelope.term(written.value())).hasValue(2);
    assertThat(afterRestart(written)).containsExactly(1);
    assertThat(server.cipher().decrypt(encrypt(other))).containsExactly(1);
  }

  @Test
  void aRecordUnderTheKeyThatTookThePlaceOfALostOneIsRead() {
    loseTheKeyThatTheServerRead();
    replaceTheLostKey();

    assertThat(server.cipher().decrypt(encrypt(other))).containsExactly(1);
  }

  @Test
  void whatWasEncryptedBeforeTheLossAndArrivesAfterItIsRefused() {
    encrypt(server); // so that more encryptions are reserved
    BarrierWork work = (BarrierWork) server.begin();
    work.stage(KEY, new byte[] {1});
    server.engine().hold();
    CompletableFuture<CommitOutcome> outcome = server.store().commit(work).toCompletableFuture();
    server.engine().noticeSetBack();

    server.engine().release();

    assertThat(outcome.join()).isEqualTo(CommitOutcome.CONFLICT);
  }

  @Test
  void aKeyThatWasLostBeforeItsInstallationIsNotInstalled() {
    UnitOfWork work = server.begin();
    Runnable installation = server.barrier().stageEncryptionKey(work);
    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
    server.engine().setBackTo(moment);
    server.engine().noticeSetBack();
    assertThat(Envelope.term(encrypt(server).value())).hasValue(1);

    installation.run();

    assertThat(afterRestart(encrypt(server))).containsExactly(1);
  }

  @Test
  void aKeyringThatAUnitOfWorkReadEarlierReplacesNothing() {
    UnitOfWork early = server.begin();
    server.barrier().stageEncryptionKey(early); // reads the keyring
    rotate(server);

    server.barrier().stageEncryptionKey(early);

    assertThat(server.barrier().keyStatus().term()).isEqualTo(2);
  }

  @Test
  void aKeyInUseIsGivenUpWhenTheEngineNoticesTheLoss() {
    rotate(server);
    assertThat(Envelope.term(encrypt(server).value())).hasValue(2);
    server.engine().setBackTo(moment);
    server.engine().noticeSetBack();

    Entry written = encrypt(server);

    assertThat(Envelope.term(written.value())).hasValue(1);
    assertThat(afterRestart(written)).containsExactly(1);
  }

  @Test
  void aStoredKeyringIsContinuedAlsoByAServerThatKnewALostKey() {
    loseTheKeyThatTheServerRead();
    replaceTheLostKey();
    Entry replaced = encrypt(other);

    rotate(server);

    assertThat(server.barrier().keyStatus().term()).isEqualTo(3);
    assertThat(afterRestart(replaced)).containsExactly(1);
    assertThat(afterRestart(encrypt(server))).containsExactly(1);
  }

  @Test
  void aKeyringThatWasReadBeforeAnInstallationReplacesNothing() {
    SecretGenerator generator = new SeededGenerator(1);
    TermKey first = TermKey.fresh(1, TestServer.START, generator);
    Keyring before = new Keyring(List.of(first), HashKeys.fresh(generator));
    OpenKeys keys = new OpenKeys(new AesKey(TestServer.rootKey()), before, BLOCK, 0, 0);
    byte[] old = KeyringFormat.seal(before, keys.rootKey(), generator);
    keys.install(TermKey.fresh(2, TestServer.START, generator), BLOCK, 0);

    keys.adopt(old, Optional.empty(), before);

    assertThat(keys.keyring().current().term()).isEqualTo(2);
    assertThat(keys.allowance().isSpent()).isFalse();
  }

  // Again after a conflict, as callers do: reserving encryptions changes what was read.
  private static void rotate(TestServer by) {
    CommitOutcome outcome = CommitOutcome.CONFLICT;
    for (int attempt = 0; attempt < 3 && outcome != CommitOutcome.COMMITTED; attempt++) {
      UnitOfWork work = by.begin();
      Runnable installation = by.barrier().stageEncryptionKey(work);
      outcome = by.outcome(work);
      if (outcome == CommitOutcome.COMMITTED) {
        installation.run();
      }
    }
    assertThat(outcome).isEqualTo(CommitOutcome.COMMITTED);
  }

  // The server learns of the key by a record which the other one has just written.
  private void loseTheKeyThatTheServerRead() {
    rotate(other);
    assertThat(server.cipher().decrypt(encrypt(other))).containsExactly(1);
    assertThat(server.barrier().keyStatus().term()).isEqualTo(2);
    server.engine().setBackTo(moment);
  }

  private void replaceTheLostKey() {
    other.restart();
    rotate(other);
  }

  private static Entry encrypt(TestServer by) {
    return new Entry(KEY, by.cipher().encrypt(KEY, new byte[] {1}), 1);
  }

  // What a server reads that knows nothing but the store.
  private byte[] afterRestart(Entry written) {
    other.restart();
    return other.cipher().decrypt(written);
  }
}
