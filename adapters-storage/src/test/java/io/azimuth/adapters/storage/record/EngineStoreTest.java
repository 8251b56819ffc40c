package io.azimuth.adapters.storage.record;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that are the same for every kind of record in a unit of work. */
class EngineStoreTest {

  private static final String MOUNT = "0d7c51ab-6a0b-4c1e-9d5e-2f1f0c8f3c11";

  private final TestServer server = TestServer.open();

  /** Every read by key, with a change that must make the commit a conflict. */
  record Race(String name, Consumer<UnitOfWork> read, Consumer<UnitOfWork> change) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Race> races() {
    return Stream.of(
        new Race(
            "token",
            work -> work.tokens().find(Samples.HASH),
            work -> work.tokens().put(Samples.HASH, Samples.FULL_TOKEN)),
        new Race(
            "credential",
            work -> work.credential(Samples.HASH),
            work -> work.tokens().put(Samples.HASH, Samples.FULL_TOKEN)),
        new Race(
            "entity",
            work -> work.identities().entity("e-1"),
            work -> work.identities().put(Samples.ENTITY)),
        new Race(
            "alias",
            work -> work.identities().entityAliased("auth_azure_1a2b3c4d", "oid-1"),
            work -> work.identities().put(Samples.FULL_ENTITY)),
        new Race(
            "name of an entity",
            work -> work.identities().entityNamed("entity_1"),
            work -> work.identities().put(Samples.ENTITY)),
        new Race(
            "id of an alias",
            work -> work.identities().entityOfAlias("a-1"),
            work -> work.identities().put(Samples.FULL_ENTITY)),
        new Race(
            "policy",
            work -> work.policies().find("ops"),
            work -> work.policies().put("ops", "text")),
        new Race(
            "storage",
            work -> work.storage(MOUNT).get("role/web"),
            work -> work.storage(MOUNT).put("role/web", Value.Obj.EMPTY)),
        new Race("epoch", UnitOfWork::epoch, UnitOfWork::beginEpoch),
        new Race("epoch of a credential", w -> w.credential(Samples.HASH), UnitOfWork::beginEpoch));
  }

  @ParameterizedTest
  @MethodSource("races")
  void conflictsWhenWhatWasAbsentIsThereNow(Race race) {
    UnitOfWork work = server.begin();
    race.read().accept(work);
    work.sweeps().begin("other");
    server.write(race.change());

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(server.begin().sweeps().mounts()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("races")
  void conflictsWhenWhatWasReadChanged(Race race) {
    server.write(race.change());
    UnitOfWork work = server.begin();
    race.read().accept(work);
    work.sweeps().begin("other");
    server.write(race.change());

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
  }

  @ParameterizedTest
  @MethodSource("races")
  void commitsWhenWhatWasReadIsStillTheSame(Race race) {
    server.write(race.change());
    UnitOfWork work = server.begin();
    race.read().accept(work);
    work.sweeps().begin("other");

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @ParameterizedTest
  @MethodSource("races")
  void oneOfTwoThatReadAndWriteTheSameWins(Race race) {
    UnitOfWork one = server.begin();
    UnitOfWork other = server.begin();
    for (UnitOfWork work : List.of(one, other)) {
      race.read().accept(work);
      race.change().accept(work);
    }

    assertThat(server.outcome(other)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(server.outcome(one)).isEqualTo(CommitOutcome.CONFLICT);
  }

  @ParameterizedTest
  @MethodSource("races")
  void completesWithoutWritesWhateverItRead(Race race) {
    UnitOfWork work = server.begin();
    race.read().accept(work);
    server.write(race.change());
    int before = server.engine().applied().size();

    assertThat(work.hasWrites()).isFalse();
    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(server.engine().applied()).hasSize(before);
  }

  /** Every listing, with a change inside it. */
  static Stream<Race> listings() {
    return Stream.of(
        new Race("mounts", work -> work.mounts().all(), work -> work.mounts().put(Samples.MOUNT)),
        new Race(
            "policies",
            work -> work.policies().names(),
            work -> work.policies().put("ops", "text")),
        new Race(
            "audit devices",
            work -> work.auditDevices().all(),
            work -> work.auditDevices().put(Samples.AUDIT_DEVICE)),
        new Race(
            "tokens",
            work -> work.tokens().page(java.util.Optional.empty(), 10),
            work -> work.tokens().put(Samples.HASH, Samples.FULL_TOKEN)),
        new Race(
            "storage",
            work -> work.storage(MOUNT).list(""),
            work -> work.storage(MOUNT).put("role/web", Value.Obj.EMPTY)),
        new Race("sweeps", work -> work.sweeps().mounts(), work -> work.sweeps().begin("m")));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void demandsNothingOfListings(Race race) {
    UnitOfWork work = server.begin();
    race.read().accept(work);
    work.sweeps().begin("other");
    server.write(race.change());

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
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
  void doesNotSeeWhatItStaged() {
    UnitOfWork work = server.begin();
    work.policies().put("ops", "text");
    work.storage(MOUNT).put("a", Value.Obj.EMPTY);

    assertThat(work.policies().find("ops")).isEmpty();
    assertThat(work.policies().names()).isEmpty();
    assertThat(work.storage(MOUNT).get("a")).isEmpty();
    assertThat(work.hasWrites()).isTrue();
    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void writesAllOrNothing() {
    UnitOfWork work = server.begin();
    work.epoch();
    work.policies().put("ops", "text");
    work.mounts().put(Samples.MOUNT);
    server.write(UnitOfWork::beginEpoch);

    assertThat(server.outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(server.begin().policies().names()).isEmpty();
    assertThat(server.begin().mounts().all()).isEmpty();
  }

  @Test
  void keepsTheLastOfSeveralWritesOfOneRecord() {
    server.write(
        work -> {
          work.policies().put("ops", "one");
          work.policies().remove("ops");
          work.policies().put("ops", "two");
        });

    assertThat(server.begin().policies().find("ops")).contains("two");
  }

  @Test
  void epochIsZeroUntilOneBeginsAndGrowsWithEach() {
    assertThat(server.begin().epoch()).isZero();
    server.write(UnitOfWork::beginEpoch);
    long first = server.begin().epoch();
    server.write(UnitOfWork::beginEpoch);

    assertThat(first).isPositive();
    assertThat(server.begin().epoch()).isGreaterThan(first);
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
  void knowsWhetherTheEpochThatItReadIsCurrent() {
    UnitOfWork work = server.begin();
    long epoch = work.epoch();
    assertThat(work.isCurrent()).isTrue();

    server.write(UnitOfWork::beginEpoch);

    assertThat(work.isCurrent()).isFalse();
    assertThat(work.epoch()).isEqualTo(epoch);
    assertThat(server.begin().isCurrent()).isTrue();
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
  void commitsAsMuchAsOneBatchTakes() {
    server.write(
        work -> {
          for (int i = 0; i < 1_000; i++) {
            work.storage(MOUNT).put("p" + i, Value.Obj.EMPTY);
          }
        });

    assertThat(server.begin().storage(MOUNT).list("")).hasSize(1_000);
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
