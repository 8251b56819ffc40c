package io.azimuth.adapters.storage.record;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.application.port.store.AuditDeviceRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What units of work ask of their engine, beside what {@link EngineStoreContract} says. */
class EngineStoreTest {

  private static final String MOUNT = "0d7c51ab-6a0b-4c1e-9d5e-2f1f0c8f3c11";

  private final TestServer server = TestServer.open();

  @Test
  void nothingThatWasCachedOutlivesAStoreThatIsSetBack() {
    TestServer other = server.another();
    other.barrier().unseal(TestServer.rootKey());
    int moment = server.engine().applied().size();
    server.write(EngineStoreTest::enabled);
    long lost = server.begin().epoch();
    assertThat(server.begin().identities().entity(Samples.ENTITY.id())).contains(Samples.ENTITY);

    server.engine().setBackTo(moment);
    other.write(EngineStoreTest::disabled);

    assertThat(server.begin().identities().entity(Samples.ENTITY.id()))
        .hasValueSatisfying(entity -> assertThat(entity.disabled()).isFalse());
    assertThat(server.begin().epoch()).isGreaterThan(lost);
    assertThat(server.begin().isCurrent()).isTrue();
  }

  private static void enabled(UnitOfWork work) {
    work.identities().put(Samples.ENTITY);
    work.beginEpoch();
  }

  private static void disabled(UnitOfWork work) {
    Entity same = Samples.ENTITY;
    work.identities()
        .put(
            new Entity(
                same.id(), same.name(), same.policies(), same.metadata(), false, same.created()));
    work.beginEpoch();
  }

  @Test
  void aFullEngineIsToldWhatRevokesAndWhatEncryptionsItNeeds() {
    server.write(work -> work.policies().put("ops", "text"));
    assertThat(lastApplied().mayUseReserve()).isFalse();
    server.write(
        work -> {
          work.policies().put("ops", "less");
          work.useReserve();
        });
    assertThat(lastApplied().mayUseReserve()).isTrue();
    server.restart(); // reserves encryptions
    assertThat(lastApplied().mayUseReserve()).isTrue();
  }

  private Batch lastApplied() {
    List<Batch> applied = server.engine().applied();
    return applied.get(applied.size() - 1);
  }

  @Test
  void doesNotAskTheEngineToCommitNothing() {
    UnitOfWork work = server.begin();
    work.policies().find("ops");
    int before = server.engine().applied().size();

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(server.engine().applied()).hasSize(before);
  }

  @Test
  void readsTheSameRecordOnceAndKeepsTheFirstResult() {
    UnitOfWork work = server.begin();
    assertThat(work.policies().find("ops")).isEmpty();
    server.write(other -> other.policies().put("ops", "text"));
    int reads = server.engine().reads().size();

    assertThat(work.policies().find("ops")).isEmpty();

    assertThat(server.engine().reads()).hasSize(reads);
    assertThat(server.begin().policies().find("ops")).contains("text");
  }

  @Test
  void aDeviceWhoseRecordIsErasedIsMissingAlsoWithoutTheRecordOfTheEpoch() {
    server.write(work -> work.auditDevices().listNone());
    server.write(work -> work.auditDevices().put(Samples.AUDIT_DEVICE));
    server.engine().erase("audit/main");

    assertThat(server.begin().auditDevices().gone()).containsExactly("main");
    server.write(UnitOfWork::beginEpoch);
    assertThat(server.begin().auditDevices().gone()).containsExactly("main");

    server.engine().erase("core/epoch");
    assertThat(server.begin().auditDevices().gone()).containsExactly(AuditDeviceRecords.UNKNOWN);
  }

  @Test
  void theListCannotBeReplacedByBytesOfSomebodyElse() {
    server.write(work -> work.auditDevices().listNone());
    server.write(work -> work.auditDevices().put(Samples.AUDIT_DEVICE));
    server.engine().overwrite("core/epoch", server.engine().stored("audit/main"));

    assertThatThrownBy(() -> server.begin().auditDevices().all())
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.RECORD_UNREADABLE));
  }

  @Test
  void anEpochOfAnEarlierVersionHasNoListUntilOneIsMade() {
    server.write(work -> work.auditDevices().put(Samples.AUDIT_DEVICE));
    server.engine().overwrite("core/epoch", encrypted("core/epoch", "{\"v\":1}"));

    assertThat(server.begin().auditDevices().isListed()).isFalse();
    assertThat(server.begin().auditDevices().all()).containsExactly(Samples.AUDIT_DEVICE);
    server.write(UnitOfWork::beginEpoch);
    assertThat(server.begin().auditDevices().isListed()).isFalse();
    server.write(work -> assertThat(work.auditDevices().listPresent()).isTrue());

    server.engine().erase("audit/main");
    assertThat(server.begin().auditDevices().gone()).containsExactly("main");
  }

  private byte[] encrypted(String key, String json) {
    return server.cipher().encrypt(Key.of(key), json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsTheEpochOnce() {
    UnitOfWork work = server.begin();
    int before = server.engine().reads().size();

    work.epoch();
    work.epoch();

    assertThat(server.engine().reads()).hasSize(before + 1);
  }

  @Test
  void decodesARecordOfAMountOnceUntilTheServerIsSealed() {
    List<Value.Obj> decoded = new ArrayList<>();
    Function<Value.Obj, Boolean> decoder = decoded::add;
    server.write(work -> work.storage(MOUNT).put("meta", Value.Obj.EMPTY));
    for (int i = 0; i < 3; i++) {
      assertThat(server.begin().storage(MOUNT).getDecoded("meta", decoder)).contains(true);
    }
    assertThat(decoded).hasSize(1);

    server.barrier().seal();
    server.barrier().unseal(TestServer.rootKey());
    server.begin().storage(MOUNT).getDecoded("meta", decoder);

    assertThat(decoded).hasSize(2);
  }

  @Test
  void refusesARecordThatWasMovedToAnotherPlace() {
    server.write(
        work -> {
          work.policies().put("ops", "path \"*\" { capabilities = [\"sudo\"] }");
          work.policies().put("web", "");
        });
    server.engine().overwrite("policy/web", server.engine().stored("policy/ops"));

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "the record at policy/web was changed or belongs elsewhere",
        () -> server.begin().policies().find("web"));
  }

  @Test
  void refusesMoreThanOneBatchTakes() {
    UnitOfWork work = server.begin();
    for (int i = 0; i < 1_000; i++) {
      work.storage(MOUNT).put("p" + i, Value.Obj.EMPTY);
    }
    work.storage(MOUNT).put("p1", Value.Obj.EMPTY);

    assertRefused(
        "this would change more than 1,000 records at once: do it in smaller steps",
        () -> work.policies().put("ops", "text"));
  }

  @Test
  void refusesRecordsThatAreTooLarge() {
    UnitOfWork work = server.begin();
    String fits = "x".repeat((1 << 20) - 33 - "{\"v\":1,\"text\":\"\"}".length());
    work.policies().put("ops", fits);
    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);

    assertRefused(
        "the record would have more than 1 MiB",
        () -> server.begin().policies().put("ops", fits + "x"));
  }

  @Test
  void refusesMoreBytesThanOneBatchTakes() {
    UnitOfWork work = server.begin();
    String large = "x".repeat(1_048_000);
    for (int i = 0; i < 8; i++) {
      work.policies().put("p" + i, large);
      work.policies().put("p" + i, large);
    }

    assertRefused(
        "this would change more than 8 MiB at once: do it in smaller steps",
        () -> work.policies().put("p8", large));
  }

  @Test
  void passesOnWhatTheEngineSays() {
    UnitOfWork work = server.begin();
    work.beginEpoch();
    server.engine().pretend(CommitOutcome.UNKNOWN);

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.UNKNOWN);
  }

  @Test
  void doesNotWaitForTheCommit() {
    UnitOfWork work = server.begin();
    work.beginEpoch();
    server.engine().hold();

    var outcome = server.store().commit(work).toCompletableFuture();

    assertThat(outcome).isNotDone();
    server.engine().release();
    assertThat(outcome).isCompletedWithValue(CommitOutcome.COMMITTED);
  }
}
