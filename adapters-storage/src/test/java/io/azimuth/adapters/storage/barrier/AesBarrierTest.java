package io.azimuth.adapters.storage.barrier;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.KeyStatus;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesBarrierTest {

  @Test
  void isSealedWithoutRecordBeforeItWasInitialised() {
    Barrier barrier = TestServer.empty().barrier();

    assertThat(barrier.isSealed()).isTrue();
    assertThat(barrier.sealRecord()).isEmpty();
    assertFault(
        ErrorCode.SEAL_UNUSABLE,
        "the store was never initialised",
        () -> barrier.unseal(TestServer.rootKey()));
  }

  @Test
  void commitsTheFirstRecordsTogetherWithTheKeyring() {
    TestServer server = TestServer.empty();
    UnitOfWork first = server.barrier().initialize(TestServer.rootKey(), TestServer.sealRecord());
    first.policies().put("ops", "text");

    assertThat(server.barrier().isSealed()).isFalse();
    assertThat(server.barrier().sealRecord()).isEmpty();
    server.commit(first);

    assertThat(server.begin().policies().find("ops")).contains("text");
    assertThat(server.engine().applied()).hasSize(1);
  }

  @Test
  void tellsHowTheRootKeyIsKeptWhileSealed() {
    TestServer server = TestServer.open();
    server.barrier().seal();

    SealRecord record = server.barrier().sealRecord().orElseThrow();
    assertThat(record.type()).isEqualTo("static");
    assertThat(record.wrappedRootKey()).containsExactly(1, 2, 3);
  }

  @Test
  void initialisesOnlyAStoreThatNeverWas() {
    TestServer server = TestServer.open();
    TestServer other = server.another();
    byte[] keyring = server.engine().stored("core/keyring");

    UnitOfWork second = other.barrier().initialize(new byte[32], TestServer.sealRecord());

    assertThat(other.outcome(second)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(server.engine().stored("core/keyring")).isEqualTo(keyring);
    other.barrier().seal();
    other.barrier().unseal(TestServer.rootKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"core/seal", "core/keyring", "core/encryptions"})
  void initialisesNothingWhereOneOfItsRecordsIs(String key) {
    TestServer server = TestServer.empty();
    server.engine().overwrite(key, new byte[1]);

    UnitOfWork work = server.barrier().initialize(new byte[32], TestServer.sealRecord());

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
  }

  @Test
  void doesNotInitialiseAnOpenStore() {
    Barrier barrier = TestServer.open().barrier();

    assertThatThrownBy(() -> barrier.initialize(new byte[32], TestServer.sealRecord()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isSealedAgainAfterAFailedInitialisation() {
    TestServer server = TestServer.empty();
    server.engine().pretend(CommitOutcome.UNKNOWN);
    UnitOfWork work = server.barrier().initialize(new byte[32], TestServer.sealRecord());
    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.UNKNOWN);

    server.barrier().seal();

    assertFault(ErrorCode.SEALED, "sealed", server::begin);
  }

  @Test
  void refusesAnotherRootKeyAndStaysSealed() {
    TestServer server = TestServer.open();
    server.barrier().seal();
    byte[] wrong = TestServer.rootKey();
    wrong[31] ^= 1;

    assertFault(
        ErrorCode.SEAL_UNUSABLE,
        "the root key does not open the keyring",
        () -> server.barrier().unseal(wrong));
    assertThat(server.barrier().isSealed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33})
  void refusesRootKeysOfAnotherLength(int length) {
    TestServer server = TestServer.open();
    server.barrier().seal();

    assertFault(
        ErrorCode.SEAL_UNUSABLE,
        "a root key has 32 bytes",
        () -> server.barrier().unseal(new byte[length]));
  }

  @Test
  void refusesAKeyringWithAnyByteChanged() {
    TestServer server = TestServer.open();
    server.barrier().seal();
    byte[] keyring = server.engine().stored("core/keyring");
    for (int i = 0; i < keyring.length; i++) {
      byte[] changed = keyring.clone();
      changed[i] ^= 1;
      server.engine().overwrite("core/keyring", changed);

      assertFault(
          ErrorCode.SEAL_UNUSABLE, "keyring", () -> server.barrier().unseal(TestServer.rootKey()));
    }
    server.engine().overwrite("core/keyring", keyring);
    server.barrier().unseal(TestServer.rootKey());
  }

  @Test
  void servesNothingWhileSealed() {
    TestServer server = TestServer.open();
    Barrier barrier = server.barrier();
    UnitOfWork work = server.begin();
    UnitOfWork writing = server.begin();
    writing.beginEpoch();
    barrier.seal();

    assertThat(barrier.isSealed()).isTrue();
    assertFault(ErrorCode.SEALED, "sealed", server::begin);
    assertFault(ErrorCode.SEALED, "sealed", work::epoch);
    assertFault(ErrorCode.SEALED, "sealed", () -> work.policies().find("ops"));
    assertFault(ErrorCode.SEALED, "sealed", () -> work.policies().names());
    assertFault(ErrorCode.SEALED, "sealed", () -> work.mounts().all());
    assertFault(ErrorCode.SEALED, "sealed", () -> barrier.accessor(SecretText.of("azs.x")));
    assertFault(ErrorCode.SEALED, "sealed", () -> server.outcome(writing));
    assertFault(ErrorCode.SEALED, "sealed", () -> barrier.hash(SecretText.of("azs.x")));
    assertFault(ErrorCode.SEALED, "sealed", () -> barrier.hash(new Accessor("abc")));
    assertFault(ErrorCode.SEALED, "sealed", barrier::keyStatus);
    assertFault(ErrorCode.SEALED, "sealed", () -> barrier.stage(work, TestServer.sealRecord()));
  }

  @Test
  void unsealingAnOpenBarrierChecksTheKeyAndChangesNothing() {
    TestServer server = TestServer.open();
    KeyStatus before = server.barrier().keyStatus();

    server.barrier().unseal(TestServer.rootKey());
    assertFault(
        ErrorCode.SEAL_UNUSABLE, "does not open", () -> server.barrier().unseal(new byte[32]));

    assertThat(server.barrier().isSealed()).isFalse();
    assertThat(server.barrier().keyStatus()).isEqualTo(before);
  }

  @Test
  void stagesAnotherWayOfKeepingTheRootKey() {
    TestServer server = TestServer.open();
    server.write(work -> server.barrier().stage(work, new SealRecord("transit", new byte[] {9})));

    SealRecord record = server.barrier().sealRecord().orElseThrow();
    assertThat(record.type()).isEqualTo("transit");
    assertThat(record.wrappedRootKey()).containsExactly(9);
  }

  @Test
  void pinsTheStoredFormOfTheSealRecord() {
    assertThat(TestServer.open().engine().stored("core/seal"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"v\":2,\"type\":\"static\",\"root_key\":{\"wrapped\":\"AQID\"}}");
  }

  @Test
  void keepsSharesAndWhatTheyReplace() {
    TestServer server = TestServer.open();
    SealWrappedKey current =
        new SealWrappedKey(
            Optional.of(new HeldShares(new ShareCounts(5, 3), List.of("h1", "h2"))),
            new byte[] {1});
    SealWrappedKey previous =
        new SealWrappedKey(
            Optional.of(new HeldShares(new ShareCounts(3, 2), List.of())), new byte[] {2});
    Pair pair = new Pair(current, Optional.of(previous));
    server.write(
        work -> server.barrier().stage(work, new SealRecord("shamir", pair, Optional.of(pair))));

    assertThat(server.engine().stored("core/seal"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"v\":2,\"type\":\"shamir\","
                + "\"root_key\":{\"wrapped\":\"AQ==\",\"shares\":5,\"threshold\":3,"
                + "\"share_hashes\":[\"h1\",\"h2\"]},"
                + "\"previous_root_key\":{\"wrapped\":\"Ag==\",\"shares\":3,\"threshold\":2},"
                + "\"recovery\":{\"wrapped\":\"AQ==\",\"shares\":5,\"threshold\":3,"
                + "\"share_hashes\":[\"h1\",\"h2\"]},"
                + "\"previous_recovery\":{\"wrapped\":\"Ag==\",\"shares\":3,\"threshold\":2}}");
    SealRecord read = server.barrier().sealRecord().orElseThrow();
    assertThat(read.hasReplacedShares()).isTrue();
    assertThat(read.rootKey().current().shares()).contains(new ShareCounts(5, 3));
    assertThat(read.rootKey().current().held().orElseThrow().hashes()).containsExactly("h1", "h2");
    assertThat(read.recovery().orElseThrow().previous().orElseThrow().wrapped()).containsExactly(2);
    assertThat(read.withoutReplacedShares().hasReplacedShares()).isFalse();
  }

  @Test
  void readsTheSealRecordOfEarlierVersions() {
    TestServer server = TestServer.open();
    server
        .engine()
        .overwrite(
            "core/seal",
            "{\"v\":1,\"type\":\"static\",\"wrapped_root_key\":\"AQID\"}"
                .getBytes(StandardCharsets.UTF_8));

    SealRecord read = server.barrier().sealRecord().orElseThrow();
    assertThat(read.type()).isEqualTo("static");
    assertThat(read.wrappedRootKey()).containsExactly(1, 2, 3);
    assertThat(read.recovery()).isEmpty();
  }

  @Test
  void anotherRootKeyOpensWhatTheOldOneDid() {
    TestServer server = TestServer.open();
    byte[] next = new byte[32];
    UnitOfWork work = server.begin();
    Runnable adoption = server.barrier().stageRootKey(work, next, TestServer.sealRecord());
    server.commit(work);
    adoption.run();
    server.barrier().seal();

    assertFault(
        ErrorCode.SEAL_UNUSABLE,
        "the root key does not open the keyring",
        () -> server.barrier().unseal(TestServer.rootKey()));
    server.barrier().unseal(next);
    assertThat(server.barrier().isSealed()).isFalse();
  }

  @Test
  void bothRootKeysAreKnownUntilItIsSaidWhichCounts() {
    TestServer server = TestServer.counting(4, 100);
    UnitOfWork work = server.begin();
    Runnable adoption = server.barrier().stageRootKey(work, new byte[32], TestServer.sealRecord());
    rotate(server); // refused as a conflict below; read under the old key until then
    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    UnitOfWork again = server.begin();
    Runnable good = server.barrier().stageRootKey(again, new byte[32], TestServer.sealRecord());
    server.commit(again);
    rotate(server); // reads the keyring under the new key before it is confirmed
    good.run();
    adoption.run();
    rotate(server);

    assertThat(server.barrier().keyStatus().term()).isEqualTo(4);
    server.barrier().seal();
    server.barrier().unseal(new byte[32]);
    assertThat(server.barrier().keyStatus().term()).isEqualTo(4);
  }

  @Test
  void twoChangesOfTheRootKeyAtOnceEndInOne() {
    TestServer server = TestServer.open();
    byte[] loser = new byte[32];
    loser[0] = 1;
    UnitOfWork first = server.begin();
    UnitOfWork second = server.begin();
    server.barrier().stageRootKey(first, loser, TestServer.sealRecord());
    Runnable adoption =
        server.barrier().stageRootKey(second, new byte[32], TestServer.sealRecord());
    server.commit(second);
    adoption.run();

    assertThat(server.outcome(first)).isEqualTo(CommitOutcome.CONFLICT);
    server.barrier().seal();
    server.barrier().unseal(new byte[32]);
  }

  @Test
  void theFingerprintOutlivesTheRootKeyAndTheEncryptionKey() {
    TestServer server = TestServer.open();
    StoreFingerprint before = server.barrier().fingerprint();
    byte[] next = new byte[32];
    UnitOfWork work = server.begin();
    Runnable adoption = server.barrier().stageRootKey(work, next, TestServer.sealRecord());
    server.commit(work);
    adoption.run();
    rotate(server);
    assertThat(server.barrier().fingerprint()).isEqualTo(before);
    server.barrier().seal();

    server.barrier().unseal(next, Optional.of(before));

    assertThat(server.barrier().fingerprint()).isEqualTo(before);
  }

  @Test
  void aStoreWithTheSameRootKeyHasAnotherFingerprintAndStaysSealed() {
    StoreFingerprint ours = TestServer.open().barrier().fingerprint();
    TestServer other = TestServer.stranger();
    other.commit(other.barrier().initialize(TestServer.rootKey(), TestServer.sealRecord()));
    assertThat(other.barrier().fingerprint()).isNotEqualTo(ours);
    other.barrier().seal();

    assertFault(
        ErrorCode.STORE_UNEXPECTED,
        "expected_store is " + ours,
        () -> other.barrier().unseal(TestServer.rootKey(), Optional.of(ours)));

    assertThat(other.barrier().isSealed()).isTrue();
    assertFault(ErrorCode.SEALED, "sealed", () -> other.barrier().fingerprint());
  }

  private static void rotate(TestServer server) {
    UnitOfWork work = server.begin();
    Runnable installation = server.barrier().stageEncryptionKey(work);
    server.commit(work);
    installation.run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"v\":2,\"type\":\"static\",\"wrapped_root_key\":\"AQID\"}",
        "{\"v\":3,\"type\":\"static\",\"root_key\":{\"wrapped\":\"AQID\"}}",
        "{\"v\":2,\"type\":\"static\",\"root_key\":{\"wrapped\":\"AQID\",\"shares\":2}}",
        "{\"v\":2,\"type\":\"static\",\"root_key\":"
            + "{\"wrapped\":\"AQID\",\"shares\":2,\"threshold\":3}}",
        "{\"v\":2,\"type\":\"static\",\"root_key\":{\"wrapped\":\"AQID\",\"more\":1}}",
        "{\"v\":0,\"type\":\"static\",\"wrapped_root_key\":\"AQID\"}",
        "{\"v\":1,\"type\":\"static\"}",
        "{\"v\":1,\"type\":7,\"wrapped_root_key\":\"AQID\"}",
        "{\"v\":1,\"type\":\"static\",\"wrapped_root_key\":\"A*\"}",
        "{\"v\":1,\"type\":\"static\",\"wrapped_root_key\":\"AQID\",\"more\":1}",
        "{\"v\":1,\"type\":\"static\",\"wrapped_root_key\":\"AQID\"} "
            + "{\"v\":1,\"type\":\"static\",\"wrapped_root_key\":\"AQID\"}",
      })
  void refusesASealRecordThatIsNotWhole(String stored) {
    TestServer server = TestServer.open();
    server.engine().overwrite("core/seal", stored.getBytes(StandardCharsets.UTF_8));

    assertFault(
        ErrorCode.SEAL_UNUSABLE, "core/seal cannot be read", () -> server.barrier().sealRecord());
  }

  @Test
  void hashesTokensAlikeAfterARestartAndOnEveryServer() {
    TestServer server = TestServer.open();
    SecretText token = SecretText.of("azs.abcdefghijklmnopqrstuvwx");
    String before = server.barrier().hash(token).hex();

    server.restart();
    TestServer other = server.another();
    other.barrier().unseal(TestServer.rootKey());

    assertThat(server.barrier().hash(token).hex()).isEqualTo(before);
    assertThat(other.barrier().hash(token).hex()).isEqualTo(before);
  }

  @Test
  void hashesTokensAndAccessorsUnderKeysOfTheirOwn() {
    TestServer server = TestServer.open();
    String text = "abcdefghijklmnopqrstuvwx";

    Accessor accessor = server.barrier().accessor(SecretText.of(text));
    String hash = server.barrier().hash(accessor).hex();
    String withTheSameKey = server.barrier().hash(new Accessor(text)).hex();
    String elsewhere =
        new HashKeys(
                new KeyedHash(new byte[32]),
                new KeyedHash(new byte[32]),
                new KeyedHash(new byte[32]),
                new KeyedHash(new byte[32]))
            .tokens()
            .hex(text.getBytes(StandardCharsets.UTF_8));

    assertThat(accessor.value()).hasSize(24).isNotEqualTo(text);
    assertThat(server.barrier().hash(SecretText.of(text)).hex()).isEqualTo(hash);
    assertThat(hash).isNotEqualTo(withTheSameKey);
    assertThat(elsewhere).isNotEqualTo(withTheSameKey);
  }

  @Test
  void hashesAnAliasByMountAndName() {
    RecordCipher cipher = TestServer.open().cipher();

    assertThat(cipher.aliasHash("auth_azure_1", "2x"))
        .isNotEqualTo(cipher.aliasHash("auth_azure_12", "x"))
        .isEqualTo(cipher.aliasHash("auth_azure_1", "2x"));
    assertThatThrownBy(() -> cipher.aliasHash("a\0b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotTakeUnitsOfWorkOfOthers() {
    TestServer server = TestServer.open();
    UnitOfWork foreign =
        (UnitOfWork)
            java.lang.reflect.Proxy.newProxyInstance(
                UnitOfWork.class.getClassLoader(),
                new Class<?>[] {UnitOfWork.class},
                (proxy, method, arguments) -> true);

    assertThatThrownBy(() -> server.barrier().stage(foreign, TestServer.sealRecord()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a unit of work of another store");
    assertThatThrownBy(() -> server.store().commit(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a unit of work of another store");
  }

  @Test
  void unsealsAStoreThatTakesNoWrites() {
    TestServer server = TestServer.open();
    server.write(work -> work.policies().put("ops", "text"));
    server.engine().refuse(new ServiceException(ErrorCode.STORE_FULL, "no space left"));

    server.restart();

    assertThat(server.begin().policies().find("ops")).contains("text");
    UnitOfWork work = server.begin();
    work.policies().put("ops", "more");
    assertFault(ErrorCode.STORE_FULL, "no space left", () -> server.outcome(work));
  }

  @Test
  void demandsNothingOfAnybodyElsesRecords() {
    TestServer server = TestServer.open();
    Batch first = server.engine().applied().get(0);

    assertThat(first.preconditions().keySet())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "core/seal", "core/keyring", "core/encryptions", "core/generation");
    assertThat(first.preconditions().values()).containsOnly(Batch.ABSENT);
  }
}
