package io.azimuth.adapters.storage.record;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.application.port.seal.SnapshotProof;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Units of work and keys of a store into which a snapshot is restored while servers have it open.
 */
class RestoredStoreTest {

  private static final String SAID = "that of a snapshot now";

  private record Hint(int route, Optional<Integer> caller) implements ReadHint {}

  private final TestServer server = TestServer.open();
  private List<Entry> saved = List.of();

  private void save() {
    server.write(work -> work.policies().put("ops", "saved"));
    saved = server.engine().everything();
    server.write(
        work -> {
          work.policies().put("ops", "later");
          work.policies().put("young", "text");
          work.beginEpoch();
        });
  }

  private void restore() {
    server.engine().restoreUnderServers(saved);
  }

  @Test
  void aUnitOfWorkOfBeforeReadsNothingOfAfterwards() {
    save();
    UnitOfWork work = server.begin();
    assertThat(work.policies().find("ops")).contains("later");

    restore();

    assertThat(work.policies().find("ops")).contains("later"); // what it has seen stays
    assertFault(ErrorCode.STORE_REPLACED, SAID, () -> work.policies().find("young"));
    assertFault(ErrorCode.STORE_REPLACED, SAID, () -> work.policies().names());
    assertFault(ErrorCode.STORE_REPLACED, SAID, work::isCurrent);
  }

  @Test
  void theSameHoldsWhenTheStoreWasOpenedAgainMeanwhile() {
    save();
    UnitOfWork work = server.begin();
    work.epoch();
    restore();
    server.barrier().unseal(TestServer.rootKey());

    assertFault(ErrorCode.STORE_REPLACED, SAID, () -> work.policies().find("young"));
    work.policies().put("blind", "text");
    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(server.begin().policies().find("blind")).isEmpty();
  }

  @Test
  void aServerServesNothingBeforeItHasOpenedTheStoreAgain() {
    save();
    assertThat(server.barrier().isReplaced()).isFalse();
    restore();

    assertThat(server.barrier().isReplaced()).isTrue();
    assertFault(ErrorCode.STORE_REPLACED, SAID, () -> server.begin().epoch());
    UnitOfWork blind = server.begin();
    blind.policies().put("blind", "text");
    assertThat(server.outcome(blind)).isEqualTo(CommitOutcome.CONFLICT);

    server.barrier().reopen(server.barrier().openedRootKey().expose(), Optional.empty());

    assertThat(server.barrier().isReplaced()).isFalse();
    assertThat(server.begin().policies().find("ops")).contains("saved");
    assertThat(server.begin().policies().find("young")).isEmpty();
    server.write(work -> work.policies().put("after", "text"));
  }

  @Test
  void whatOneReadForeseesIsOfOneGeneration() {
    server.engine().becomeRemote();
    save();
    ReadHint hint = new Hint(1, Optional.of(2));
    for (int i = 0; i < 3; i++) {
      UnitOfWork work = server.begin(hint);
      work.epoch();
      work.policies().find("ops");
    }
    UnitOfWork work = server.begin(hint);
    work.epoch(); // and reads the policy ahead
    restore();

    assertThat(work.policies().find("ops")).contains("later");
    assertFault(ErrorCode.STORE_REPLACED, SAID, () -> work.policies().find("young"));
  }

  @Test
  void numbersOfEpochsGoOn() {
    save();
    long before = server.begin().epoch();
    restore();
    server.barrier().unseal(TestServer.rootKey());

    assertThat(server.begin().epoch()).isGreaterThan(before);
    assertThat(server.begin().isCurrent()).isTrue();
  }

  @Test
  void nothingIsEncryptedWithAKeyThatTheRestoredStoreDoesNotHave() {
    save();
    UnitOfWork rotation = server.begin();
    Runnable rotated = server.barrier().stageEncryptionKey(rotation);
    server.commit(rotation);
    rotated.run();
    restore();

    assertFault(ErrorCode.STORE_REPLACED, SAID, server.barrier()::refresh);
    UnitOfWork late = server.begin();
    late.policies().put("lost", "text");
    assertThat(server.outcome(late)).isEqualTo(CommitOutcome.CONFLICT);

    server.barrier().unseal(TestServer.rootKey());
    assertThat(server.barrier().keyStatus().term()).isEqualTo(1);
    server.write(work -> work.policies().put("kept", "text"));
    TestServer other = server.another();
    other.barrier().unseal(TestServer.rootKey());
    assertThat(other.begin().policies().find("kept")).contains("text");
  }

  @Test
  void aSecondRestoreIsNoticed() {
    save();
    for (int i = 0; i < 3; i++) {
      long before = server.barrier().generation();
      restore();
      assertThat(server.barrier().isReplaced()).isTrue();
      server.barrier().unseal(TestServer.rootKey());
      assertThat(server.barrier().generation()).isGreaterThan(before);
      assertThat(server.begin().policies().find("ops")).contains("saved");
    }
  }

  @Test
  void onlyAServerWithTheKeysOfTheStoreLeadsToAnotherOne() {
    StoreFingerprint own = server.barrier().fingerprint();
    StoreFingerprint next = new StoreFingerprint("ab".repeat(32));
    assertThat(server.barrier().successor()).isEqualTo(own);

    server.engine().overwrite("core/generation", server.barrier().generationMark(next));
    assertThat(server.barrier().successor()).isEqualTo(next);

    byte[] forged = server.barrier().generationMark(next);
    forged[1] ^= 1; // another digit
    for (byte[] mark : List.of(forged, new byte[0], new byte[128], new byte[64])) {
      server.engine().overwrite("core/generation", mark);
      assertThat(server.barrier().successor()).isEqualTo(own);
    }
  }

  @Test
  void theKeyringOfASnapshotProvesItsStore() {
    save();
    Map<Key, byte[]> core =
        saved.stream()
            .filter(entry -> entry.key().startsWith(Key.of("core/")))
            .collect(Collectors.toMap(Entry::key, Entry::value));
    byte[] digest = new byte[32];

    SnapshotProof proof = server.barrier().prove(core, TestServer.rootKey(), digest);

    assertThat(proof.store()).isEqualTo(server.barrier().fingerprint());
    assertThat(proof.mac()).isEqualTo(server.barrier().snapshotMac(digest));
    assertThat(server.barrier().sealRecord(core)).isPresent();
    assertThat(server.barrier().sealRecord(Map.of())).isEmpty();
    assertFault(
        ErrorCode.SEAL_UNUSABLE,
        "does not open",
        () -> server.barrier().prove(core, new byte[32], digest));
    assertFault(
        ErrorCode.SEAL_UNUSABLE,
        "never initialised",
        () -> server.barrier().prove(Map.of(), TestServer.rootKey(), digest));
  }
}
