package io.azimuth.adapters.storage.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Servers that are open follow a change of the root key that another one makes. */
class RootKeyHandoverTest {

  private static final Key KEY = Key.of("data/x");
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final TestServer server = TestServer.counting(4, 100);

  private TestServer another() {
    TestServer other = server.another();
    other.barrier().unseal(TestServer.rootKey());
    return other;
  }

  private static byte[] key(int number) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) number);
    return key;
  }

  private static void replaceRootKey(TestServer at, int number) {
    UnitOfWork work = at.begin();
    Runnable adoption = at.barrier().stageRootKey(work, key(number), TestServer.sealRecord());
    at.commit(work);
    adoption.run();
  }

  private static void rotate(TestServer at) {
    UnitOfWork work = at.begin();
    Runnable installation = at.barrier().stageEncryptionKey(work);
    at.commit(work);
    installation.run();
  }

  private static Entry encrypted(TestServer at) {
    return new Entry(KEY, at.cipher().encrypt(KEY, new byte[] {1}), 1);
  }

  private boolean isHandedOver() {
    return server.engine().everything().stream()
        .anyMatch(entry -> entry.key().equals(CoreKeys.HANDOVER));
  }

  @Test
  void anotherServerReadsWhatIsWrittenAfterTheNextRotation() {
    server.engine().share();
    TestServer other = another();
    replaceRootKey(server, 1);
    rotate(server);
    Entry later = encrypted(server);
    assertThat(Envelope.term(later.value()).orElseThrow()).isEqualTo(2);

    assertThat(other.cipher().decrypt(later)).containsExactly(1);
    assertThat(other.barrier().rootKey()).isEqualTo(SecretBytes.of(key(1)));
  }

  @Test
  void anotherServerGoesOnWritingAndReplacesTheKeysInItsTurn() {
    server.engine().share();
    TestServer other = another();
    replaceRootKey(server, 1);
    List<Entry> values = new ArrayList<>();
    for (int i = 0; i < 10; i++) { // more than it had reserved
      values.add(encrypted(other));
    }
    replaceRootKey(other, 2);
    rotate(other);
    values.add(encrypted(other));

    values.forEach(value -> assertThat(server.cipher().decrypt(value)).containsExactly(1));
    assertThat(server.barrier().rootKey()).isEqualTo(SecretBytes.of(key(2)));
    TestServer fresh = server.another();
    fresh.barrier().unseal(key(2));
    values.forEach(value -> assertThat(fresh.cipher().decrypt(value)).containsExactly(1));
  }

  @Test
  void severalChangesInARowAreFollowedAtOnce() {
    server.engine().share();
    TestServer other = another();
    replaceRootKey(server, 1);
    replaceRootKey(server, 2);
    replaceRootKey(server, 3);

    assertThat(other.barrier().refresh()).isTrue();
    assertThat(other.barrier().rootKey()).isEqualTo(SecretBytes.of(key(3)));
  }

  @Test
  void theRecordEndsAfterTwoMinutesAndWhoMissedItIsTold() {
    server.engine().share();
    TestServer other = another();
    replaceRootKey(server, 1);
    assertThat(isHandedOver()).isTrue();
    server.barrier().endHandover();
    server.clock().set(TestServer.START.plus(LIFE).minusSeconds(1));
    server.barrier().endHandover();
    assertThat(isHandedOver()).isTrue();
    server.clock().set(TestServer.START.plus(LIFE));
    server.barrier().endHandover();
    assertThat(isHandedOver()).isFalse();

    assertThat(other.barrier().refresh()).isFalse();
    assertThatThrownBy(() -> other.barrier().rootKey())
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.ROOT_KEY_BEHIND));
    assertThatThrownBy(() -> other.barrier().follow(key(2))).isInstanceOf(ServiceException.class);
    other.barrier().follow(key(1));
    assertThat(other.barrier().refresh()).isTrue();
    assertThat(other.barrier().rootKey()).isEqualTo(SecretBytes.of(key(1)));
  }

  @Test
  void whoMissedTwoChangesAsksToTryAgainUntilItHasTheKey() {
    server.engine().share();
    TestServer other = another();
    replaceRootKey(server, 1);
    rotate(server);
    replaceRootKey(server, 2);
    Entry later = encrypted(server);

    assertBehind(() -> other.cipher().decrypt(later));
    assertBehind(() -> rotate(other));
    assertBehind(() -> replaceRootKey(other, 3));
    assertThat(ErrorCode.ROOT_KEY_BEHIND.category()).isEqualTo(ErrorCategory.OVERLOADED);

    other.barrier().follow(key(2));
    assertThat(other.cipher().decrypt(later)).containsExactly(1);
  }

  private static void assertBehind(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.ROOT_KEY_BEHIND));
  }

  @Test
  void aRootKeyThatWasReplacedIsNeverTakenAgain() {
    server.engine().share();
    TestServer other = another();
    replaceRootKey(server, 1);
    assertThat(other.barrier().refresh()).isTrue();
    List<Entry> old = List.copyOf(server.engine().everything());
    replaceRootKey(server, 2);
    assertThat(other.barrier().refresh()).isTrue();

    Batch.Builder batch = Batch.builder();
    old.stream()
        .filter(entry -> List.of(CoreKeys.KEYRING, CoreKeys.HANDOVER).contains(entry.key()))
        .forEach(entry -> batch.put(entry.key(), entry.value()));
    server.engine().apply(batch.build()).toCompletableFuture().join();

    assertThat(other.barrier().refresh()).isFalse();
    assertThat(server.barrier().refresh()).isFalse();
  }

  @Test
  void theKeysOfAnotherStoreAreNotFollowed() {
    server.engine().share();
    TestServer stranger = TestServer.stranger();
    stranger.commit(stranger.barrier().initialize(key(7), TestServer.sealRecord()));
    byte[] keyring = stranger.engine().stored("core/keyring");
    server
        .engine()
        .apply(Batch.builder().put(CoreKeys.KEYRING, keyring).build())
        .toCompletableFuture()
        .join();

    assertThatThrownBy(() -> server.barrier().follow(key(7)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNUSABLE));
    assertThat(server.barrier().isSealed()).isFalse();
  }

  @Test
  void eachChangeHasItsTwoMinutes() {
    server.engine().share();
    replaceRootKey(server, 1);
    server.barrier().endHandover();
    server.clock().set(TestServer.START.plus(LIFE));
    replaceRootKey(server, 2);
    server.barrier().endHandover();
    assertThat(isHandedOver()).isTrue();
    server.clock().set(TestServer.START.plus(LIFE).plus(LIFE));
    server.barrier().endHandover();
    assertThat(isHandedOver()).isFalse();
  }

  @Test
  void theRecordIsNoUseWithoutTheKeyringOfItsTime() throws Exception {
    server.engine().share();
    Keyring before =
        KeyringFormat.open(
            server.engine().stored("core/keyring"), new AesKey(TestServer.rootKey()));
    rotate(server);
    replaceRootKey(server, 1);
    byte[] record = server.engine().stored("core/root-key-handover");

    assertThat(RootKeyHandover.open(record, before)).isEmpty();
    for (int i = 0; i < record.length; i++) {
      byte[] changed = record.clone();
      changed[i] ^= 1;
      Keyring now = KeyringFormat.open(server.engine().stored("core/keyring"), new AesKey(key(1)));
      assertThat(RootKeyHandover.open(changed, now)).isEmpty();
    }
    assertThat(RootKeyHandover.open(new byte[3], before)).isEmpty();
  }

  @Test
  void aStoreOfOneServerHasNoSuchRecord() {
    replaceRootKey(server, 1);

    assertThat(isHandedOver()).isFalse();
  }
}
