package io.azimuth.testkit.contract.store;

import static io.azimuth.testkit.contract.store.StoreSamples.METHOD;
import static io.azimuth.testkit.contract.store.StoreSamples.alias;
import static io.azimuth.testkit.contract.store.StoreSamples.entity;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.engine.CommitOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the records of entities, aliases and groups promise. */
abstract class StoreIdentitiesContract extends StoreRecordsContract {

  private static final Duration MONTH = Duration.ofDays(30);

  private IdentityRecords identities() {
    return begin().identities();
  }

  @Test
  void findsAnEntityByAllThatItIsKnownBy() {
    Entity known = StoreSamples.known();
    write(work -> work.identities().put(known));

    assertThat(identities().entity("e-1")).contains(known);
    assertThat(identities().entityNamed("entity_1")).contains(known);
    assertThat(identities().entityAliased(METHOD, "oid-1")).contains(known);
    assertThat(identities().entityOfAlias("a-1")).contains(known);
    assertThat(identities().membersOf(StoreSamples.MEMBERSHIP)).containsExactly("e-1");
  }

  @Test
  void addsAnEntityLikeAnyOther() {
    Entity known = StoreSamples.known();
    write(work -> work.identities().add(known));

    assertThat(identities().entityNamed("entity_1")).contains(known);
    assertThat(identities().entityAliased(METHOD, "oid-1")).contains(known);
    assertThat(identities().entityOfAlias("a-1")).contains(known);
    assertThat(identities().membersOf(StoreSamples.MEMBERSHIP)).containsExactly("e-1");
  }

  @Test
  void addsNoEntityInPlaceOfAnother() {
    write(work -> work.identities().put(StoreSamples.known()));
    for (Entity other :
        List.of(
            entity("e-1", "other", alias("a-2", "oid-2")),
            entity("e-2", "Entity_1", alias("a-2", "oid-2")),
            entity("e-2", "other", alias("a-1", "oid-2")),
            entity("e-2", "other", alias("a-2", "oid-1")))) {
      UnitOfWork work = begin();
      work.identities().add(other);
      assertThat(outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    }
    assertThat(identities().entity("e-1")).contains(StoreSamples.known());
  }

  @Test
  void findsNoEntityUnderAnotherSpelling() {
    write(work -> work.identities().put(StoreSamples.known()));

    assertThat(identities().entity("E-1")).isEmpty();
    assertThat(identities().entityAliased(METHOD, "OID-1")).isEmpty();
    assertThat(identities().entityAliased(METHOD + "x", "oid-1")).isEmpty();
    assertThat(identities().entityOfAlias("A-1")).isEmpty();
    assertThat(identities().membersOf("ga-1.1")).isEmpty();
  }

  @Test
  void findsAnEntityUnderItsNameInAnyLetterCase() {
    write(work -> work.identities().put(entity("e-1", "Web", alias("a-1", "one"))));

    assertThat(identities().entityNamed("web").map(Entity::name)).contains("Web");
    assertThat(identities().entityNamed("WEB").map(Entity::id)).contains("e-1");
    assertThat(identities().entityNamed("Ｗeb")).isEmpty(); // only A to Z are folded
    write(work -> work.identities().put(entity("e-1", "DB", alias("a-1", "one"))));
    assertThat(identities().entityNamed("web")).isEmpty();
    assertThat(identities().entityNamed("db")).isPresent();
    write(work -> work.identities().remove(work.identities().entity("e-1").orElseThrow()));
    assertThat(identities().entityNamed("DB")).isEmpty();
  }

  @Test
  void findsNoEntityUnderAnIdThatNoneCanHave() {
    for (String id : List.of("", "x".repeat(10_000), "a\ud800")) {
      assertThat(identities().entity(id)).isEmpty();
      assertThat(identities().entityOfAlias(id)).isEmpty();
    }
  }

  @Test
  void changedEntityIsNotFoundByWhatItWasKnownBy() {
    write(work -> work.identities().put(StoreSamples.known()));
    write(work -> work.identities().put(entity("e-1", "renamed", alias("a-2", "oid-2"))));

    assertThat(identities().entityNamed("entity_1")).isEmpty();
    assertThat(identities().entityAliased(METHOD, "oid-1")).isEmpty();
    assertThat(identities().entityOfAlias("a-1")).isEmpty();
    assertThat(identities().membersOf(StoreSamples.MEMBERSHIP)).isEmpty();
    assertThat(identities().entityNamed("renamed")).isPresent();
    assertThat(identities().entityAliased(METHOD, "oid-2")).isPresent();
    assertThat(identities().entityOfAlias("a-2")).isPresent();
  }

  @Test
  void removesAnEntityWithAllThatItIsKnownBy() {
    write(work -> work.identities().put(StoreSamples.known()));
    write(work -> work.identities().remove(StoreSamples.known()));

    assertThat(identities().entity("e-1")).isEmpty();
    assertThat(identities().entityNamed("entity_1")).isEmpty();
    assertThat(identities().entityAliased(METHOD, "oid-1")).isEmpty();
    assertThat(identities().entityOfAlias("a-1")).isEmpty();
    assertThat(identities().membersOf(StoreSamples.MEMBERSHIP)).isEmpty();
    assertThat(identities().entities(Optional.empty(), 10)).isEmpty();
  }

  /** A login finds the entity by its alias, gives it a token and notes that in the entity. */
  private static void logIn(UnitOfWork work) {
    Entity found = work.identities().entityAliased(METHOD, "oid-1").orElseThrow();
    work.identities().put(found.given(StoreSamples.CREATED.plus(MONTH), Optional.empty()));
    work.tokens().put(StoreSamples.HASH, StoreSamples.token("one", Optional.of(found.id()), 0));
  }

  private static void removeUnused(UnitOfWork work) {
    work.identities().remove(work.identities().entity("e-1").orElseThrow());
  }

  private void putEntityOfLogin() {
    write(
        work ->
            work.identities()
                .add(
                    Entity.ofLogin("e-1", "entity_1", StoreSamples.CREATED)
                        .with(
                            alias("a-1", "oid-1").of("e-1", StoreSamples.CREATED),
                            StoreSamples.CREATED)));
  }

  @Test
  void aLoginThatMeetsTheRemovalOfItsEntityGetsNoTokenOfIt() {
    putEntityOfLogin();
    UnitOfWork login = begin();
    logIn(login);
    UnitOfWork removal = begin();
    removeUnused(removal);

    commit(removal);

    assertThat(outcome(login)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(begin().tokens().find(StoreSamples.HASH)).isEmpty();
    assertThat(identities().entityAliased(METHOD, "oid-1")).isEmpty();
  }

  @Test
  void anEntityThatALoginUsesIsNotRemovedAsUnused() {
    putEntityOfLogin();
    UnitOfWork removal = begin();
    removeUnused(removal);

    write(StoreIdentitiesContract::logIn);

    assertThat(outcome(removal)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(begin().credential(StoreSamples.HASH).orElseThrow().entity()).isPresent();
  }

  @Test
  void givesAnAliasToAnotherEntityInOneCommit() {
    write(work -> work.identities().put(entity("e-1", "one", alias("a-1", "oid-1"))));
    write(
        work -> {
          work.identities().put(entity("e-1", "one"));
          work.identities().put(entity("e-2", "two", alias("a-1", "oid-1")));
        });

    assertThat(identities().entityAliased(METHOD, "oid-1").map(Entity::id)).contains("e-2");
    assertThat(identities().entityOfAlias("a-1").map(Entity::id)).contains("e-2");
    assertThat(identities().entityNamed("one").map(Entity::id)).contains("e-1");
  }

  @Test
  void takesTheNamesOfAnEntityThatIsRemovedInTheSameCommit() {
    Entity from = entity("e-1", "one", alias("a-1", "oid-1"));
    write(work -> work.identities().put(from));
    write(
        work -> {
          work.identities().remove(from);
          work.identities().put(entity("e-2", "one", alias("a-1", "oid-1")));
        });

    assertThat(identities().entityNamed("one").map(Entity::id)).contains("e-2");
    assertThat(identities().entityAliased(METHOD, "oid-1").map(Entity::id)).contains("e-2");
    assertThat(identities().entity("e-1")).isEmpty();
  }

  @Test
  void ofTwoThatTakeAFreeNameTheSecondConflicts() {
    UnitOfWork slow = begin();
    assertThat(slow.identities().entityNamed("web")).isEmpty();
    slow.identities().put(entity("e-1", "web"));
    write(work -> work.identities().put(entity("e-2", "web")));

    assertThat(outcome(slow)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(identities().entityNamed("web").map(Entity::id)).contains("e-2");
  }

  @Test
  void ofTwoThatTakeAFreeAliasTheSecondConflictsAlsoWhenItDidNotLook() {
    UnitOfWork slow = begin();
    slow.identities().put(entity("e-1", "one", alias("a-1", "oid-1")));
    write(work -> work.identities().put(entity("e-2", "two", alias("a-2", "oid-1"))));

    assertThat(outcome(slow)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(identities().entity("e-1")).isEmpty();
    assertThat(identities().entityAliased(METHOD, "oid-1").map(Entity::id)).contains("e-2");
  }

  @Test
  void pagesThroughEntitiesInOrderOfTheirId() {
    write(
        work ->
            List.of("b", "c", "a").forEach(id -> work.identities().put(entity(id, "of " + id))));

    assertThat(identities().entities(Optional.empty(), 2))
        .containsExactly(entity("a", "of a"), entity("b", "of b"));
    assertThat(identities().entities(Optional.of("b"), 2)).containsExactly(entity("c", "of c"));
    assertThat(identities().entities(Optional.of("c"), 2)).isEmpty();
  }

  @Test
  void listsMembersInOrderOfTheirId() {
    write(
        work -> {
          for (String id : List.of("b", "a")) {
            work.identities()
                .put(
                    entity(id, "of " + id)
                        .inExternalGroups(List.of(StoreSamples.MEMBERSHIP), StoreSamples.CREATED));
          }
        });

    assertThat(identities().membersOf(StoreSamples.MEMBERSHIP)).containsExactly("a", "b");
  }

  @Test
  void listsAndRemovesGroups() {
    write(
        work -> {
          work.identities().put(StoreSamples.externalGroup("g-2"));
          work.identities().put(StoreSamples.group("g-1"));
        });
    assertThat(identities().groups())
        .containsExactly(StoreSamples.group("g-1"), StoreSamples.externalGroup("g-2"));

    write(work -> work.identities().remove(StoreSamples.group("g-1")));
    assertThat(identities().groups()).containsExactly(StoreSamples.externalGroup("g-2"));
  }

  @Test
  void refusesNamesThatAreNotWellFormed() {
    assertRefused(
        ErrorCategory.INVALID_REQUEST, () -> begin().identities().put(entity("e", "n\ud800")));
    assertRefused(
        ErrorCategory.INVALID_REQUEST,
        () -> begin().identities().put(entity("e", "n", alias("a", "a\ud800"))));
    assertRefused(
        ErrorCategory.INVALID_REQUEST, () -> identities().entityAliased(METHOD, "a\udfff"));
  }

  @Test
  void takesNamesOfAnyLength() {
    String name = "é".repeat(10_000);
    write(work -> work.identities().put(entity("e", name, alias("a", name))));

    assertThat(identities().entityAliased(METHOD, name).map(Entity::id)).contains("e");
    assertThat(identities().entityNamed(name).map(Entity::id)).contains("e");
  }

  @Test
  void takesIdsOf1To512Bytes() {
    String longest = "é".repeat(256);
    write(work -> work.identities().put(entity(longest, "n", alias(longest, "a"))));
    assertThat(identities().entity(longest)).isPresent();
    assertThat(identities().entityOfAlias(longest)).isPresent();

    for (String wrong : List.of("", longest + "x", "a\ud800")) {
      assertRefused(ErrorCategory.INVALID_REQUEST, () -> identities().put(entity(wrong, "other")));
      assertRefused(
          ErrorCategory.INVALID_REQUEST,
          () -> identities().put(entity("e", "other", alias(wrong, "b"))));
      assertRefused(
          ErrorCategory.INVALID_REQUEST, () -> identities().put(StoreSamples.group(wrong)));
    }
  }
}
