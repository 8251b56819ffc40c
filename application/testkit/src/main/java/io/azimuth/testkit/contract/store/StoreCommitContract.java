package io.azimuth.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of the contract that concerns commits, for every kind of read and write. */
abstract class StoreCommitContract extends StoreContractBase {

  /** A read, and a change of what it reads. */
  record Race(String name, Consumer<UnitOfWork> read, Consumer<UnitOfWork> change) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** Each read of a record by its key. */
  static Stream<Race> races() {
    return Stream.of(
        new Race(
            "token",
            work -> work.tokens().find(StoreSamples.HASH),
            work -> work.tokens().put(StoreSamples.HASH, StoreSamples.token("t"))),
        new Race(
            "lease",
            work -> work.leases().find("lab/creds/1"),
            work -> work.leases().put(StoreSamples.lease("lab/creds/1"))),
        new Race(
            "uses of a token",
            work -> work.tokens().usesLeft(StoreSamples.HASH),
            work -> work.tokens().putUsesLeft(StoreSamples.HASH, 5)),
        new Race(
            "token of a credential",
            work -> work.credential(StoreSamples.HASH),
            work -> work.tokens().put(StoreSamples.HASH, StoreSamples.token("t"))),
        new Race(
            "epoch of a credential",
            work -> work.credential(StoreSamples.HASH),
            UnitOfWork::beginEpoch),
        new Race(
            "parent of a carried token",
            work ->
                work.credential(
                    StoreSamples.HASH, StoreSamples.carried(Optional.empty(), StoreSamples.PARENT)),
            work -> work.tokens().put(StoreSamples.PARENT, StoreSamples.token("p"))),
        new Race(
            "entity of a carried token",
            work -> work.credential(StoreSamples.HASH, StoreSamples.carried(Optional.of("e-1"))),
            work -> work.identities().put(StoreSamples.known())),
        new Race(
            "wrapped answer",
            work -> work.wrappedAnswers().find(StoreSamples.HASH),
            work -> work.wrappedAnswers().put(StoreSamples.HASH, StoreSamples.DATA)),
        new Race(
            "entity",
            work -> work.identities().entity("e-1"),
            work -> work.identities().put(StoreSamples.known())),
        new Race(
            "name of an entity",
            work -> work.identities().entityNamed("entity_1"),
            work -> work.identities().put(StoreSamples.known())),
        new Race(
            "alias",
            work -> work.identities().entityAliased(StoreSamples.METHOD, "oid-1"),
            work -> work.identities().put(StoreSamples.known())),
        new Race(
            "id of an alias",
            work -> work.identities().entityOfAlias("a-1"),
            work -> work.identities().put(StoreSamples.known())),
        new Race(
            "policy",
            work -> work.policies().find("ops"),
            work -> work.policies().put("ops", "text")),
        new Race(
            "storage",
            work -> work.storage(MOUNT).get("role/web"),
            work -> work.storage(MOUNT).put("role/web", Value.Obj.EMPTY)),
        new Race(
            "audit devices",
            work -> work.auditDevices().all(),
            work -> work.auditDevices().put(StoreSamples.device("main"))),
        new Race("epoch", UnitOfWork::epoch, UnitOfWork::beginEpoch));
  }

  @ParameterizedTest
  @MethodSource("races")
  void commitConflictsWhenWhatWasAbsentIsThereNow(Race race) {
    UnitOfWork work = begin();
    race.read().accept(work);
    work.sweeps().begin("other");
    write(race.change());

    assertThat(outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(begin().sweeps().mounts()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("races")
  void commitConflictsWhenWhatWasReadChanged(Race race) {
    write(race.change());
    UnitOfWork work = begin();
    race.read().accept(work);
    work.sweeps().begin("other");
    write(race.change());

    assertThat(outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(begin().sweeps().mounts()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("races")
  void commitSucceedsWhenWhatWasReadIsStillTheSame(Race race) {
    write(race.change());
    UnitOfWork work = begin();
    race.read().accept(work);
    work.sweeps().begin("other");
    write(unrelated -> unrelated.sweeps().begin("unrelated"));

    commit(work);
    assertThat(begin().sweeps().mounts()).containsExactly("other", "unrelated");
  }

  @ParameterizedTest
  @MethodSource("races")
  void ofTwoThatReadAndWriteTheSameTheSecondConflicts(Race race) {
    UnitOfWork one = begin();
    UnitOfWork other = begin();
    for (UnitOfWork work : List.of(one, other)) {
      race.read().accept(work);
      race.change().accept(work);
    }

    assertThat(outcome(other)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(outcome(one)).isEqualTo(CommitOutcome.CONFLICT);
  }

  @ParameterizedTest
  @MethodSource("races")
  void workWithoutWritesIsCommittedAtOnceWhateverItRead(Race race) {
    UnitOfWork work = begin();
    race.read().accept(work);
    write(race.change());

    assertThat(work.hasWrites()).isFalse();
    assertThat(store().commit(work).toCompletableFuture())
        .isCompletedWithValue(CommitOutcome.COMMITTED);
  }

  /** Each page and listing. */
  static Stream<Race> listings() {
    return Stream.of(
        new Race(
            "mounts",
            work -> work.mounts().all(),
            work -> work.mounts().put(StoreSamples.mount("auth/azure/"))),
        new Race(
            "policies",
            work -> work.policies().names(),
            work -> work.policies().put("ops", "text")),
        new Race(
            "tokens",
            work -> work.tokens().page(Optional.empty(), 10),
            work -> work.tokens().put(StoreSamples.HASH, StoreSamples.token("t"))),
        new Race(
            "entities",
            work -> work.identities().entities(Optional.empty(), 10),
            work -> work.identities().put(StoreSamples.known())),
        new Race(
            "groups",
            work -> work.identities().groups(),
            work -> work.identities().put(StoreSamples.group("g-1"))),
        new Race(
            "members of a group",
            work -> work.identities().membersOf(StoreSamples.MEMBERSHIP),
            work -> work.identities().put(StoreSamples.known())),
        new Race(
            "revoked prefixes",
            work -> work.revocations().all(),
            work -> work.revocations().put(new RevokedPrefix("auth/a/", 1))),
        new Race(
            "page of leases",
            work -> work.leases().page("", Optional.empty(), 10),
            work -> work.leases().put(StoreSamples.lease("lab/creds/1"))),
        new Race(
            "disabled mounts",
            work -> work.leases().endedMounts(),
            work -> work.leases().putEnded(StoreSamples.mount("lab/"))),
        new Race(
            "list of a storage",
            work -> work.storage(MOUNT).list(""),
            work -> work.storage(MOUNT).put("role/web", Value.Obj.EMPTY)),
        new Race(
            "folder of a storage",
            work -> work.storage(MOUNT).folder(""),
            work -> work.storage(MOUNT).put("role/web", Value.Obj.EMPTY)),
        new Race(
            "page of a storage",
            work -> work.storage(MOUNT).page(Optional.empty(), 10),
            work -> work.storage(MOUNT).put("role/web", Value.Obj.EMPTY)),
        new Race("sweeps", work -> work.sweeps().mounts(), work -> work.sweeps().begin("m")));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void pagesAndListingsAreNoPrecondition(Race race) {
    write(race.change());
    UnitOfWork work = begin();
    race.read().accept(work);
    work.sweeps().begin("other");
    write(race.change());

    assertThat(outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void firstReadOfARecordHoldsUntilTheEndOfTheWork() {
    UnitOfWork work = begin();
    assertThat(work.policies().find("ops")).isEmpty();
    write(other -> other.policies().put("ops", "text"));

    assertThat(work.policies().find("ops")).isEmpty();
    assertThat(begin().policies().find("ops")).contains("text");
  }

  @Test
  void stagedWritesAreNotSeenBeforeTheirCommitNotEvenByTheirOwnWork() {
    UnitOfWork work = begin();
    assertThat(work.hasWrites()).isFalse();
    work.policies().put("ops", "text");
    work.storage(MOUNT).put("a", Value.Obj.EMPTY);
    work.identities().put(StoreSamples.known());

    assertThat(work.hasWrites()).isTrue();
    for (UnitOfWork reader : List.of(work, begin())) {
      assertThat(reader.policies().find("ops")).isEmpty();
      assertThat(reader.policies().names()).isEmpty();
      assertThat(reader.storage(MOUNT).get("a")).isEmpty();
      assertThat(reader.identities().entityNamed("entity_1")).isEmpty();
    }
    commit(work);
    assertThat(begin().policies().find("ops")).contains("text");
    assertThat(begin().storage(MOUNT).get("a")).contains(Value.Obj.EMPTY);
  }

  @Test
  void commitWritesAllOrNothing() {
    UnitOfWork work = begin();
    work.epoch();
    work.policies().put("ops", "text");
    work.mounts().put(StoreSamples.mount("auth/azure/"));
    write(UnitOfWork::beginEpoch);

    assertThat(outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(begin().policies().names()).isEmpty();
    assertThat(begin().mounts().all()).isEmpty();
  }

  @Test
  void lastOfSeveralWritesOfOneRecordCounts() {
    write(
        work -> {
          work.policies().put("ops", "one");
          work.policies().remove("ops");
          work.policies().put("ops", "two");
          work.policies().put("web", "one");
          work.policies().remove("web");
        });

    assertThat(begin().policies().find("ops")).contains("two");
    assertThat(begin().policies().names()).containsExactly("ops");
  }

  @Test
  void recordThatWasRemovedAndWrittenAgainIsAnotherOne() {
    write(work -> work.policies().put("ops", "text"));
    UnitOfWork work = begin();
    work.policies().find("ops");
    work.sweeps().begin("other");
    write(other -> other.policies().remove("ops"));
    write(other -> other.policies().put("ops", "text"));

    assertThat(outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
  }

  @Test
  void epochGrowsWithEachThatBeginsAndWithNothingElse() {
    long first = begin().epoch();
    write(UnitOfWork::beginEpoch);
    long second = begin().epoch();
    write(work -> work.policies().put("ops", "text"));
    assertThat(begin().epoch()).isEqualTo(second);
    write(UnitOfWork::beginEpoch);

    assertThat(second).isGreaterThan(first);
    assertThat(begin().epoch()).isGreaterThan(second);
  }

  @Test
  void epochThatWasReadStaysAndIsKnownToHaveEnded() {
    UnitOfWork work = begin();
    long epoch = work.epoch();
    assertThat(work.isCurrent()).isTrue();

    write(UnitOfWork::beginEpoch);

    assertThat(work.isCurrent()).isFalse();
    assertThat(work.epoch()).isEqualTo(epoch);
    assertThat(begin().isCurrent()).isTrue();
  }
}
