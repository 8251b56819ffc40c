package io.azimuth.adapters.storage.record;

import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityRecordsTest {

  private static final String MOUNT = "auth_azure_1a2b3c4d";

  private final TestServer server = TestServer.open();

  private IdentityRecords records() {
    return server.begin().identities();
  }

  private static Entity entity(String id, String name, Alias... aliases) {
    Entity entity = new Entity(id, name, List.of(), Map.of(), false, Samples.CREATED);
    for (Alias alias : aliases) {
      entity = entity.with(alias.of(id, Samples.CREATED), Samples.CREATED);
    }
    return entity;
  }

  private static Alias alias(String id, String name) {
    return new Alias(id, MOUNT, name, "", Map.of(), Samples.CREATED);
  }

  @Test
  void findsAnEntityByAllThatItIsKnownBy() {
    server.write(work -> work.identities().put(Samples.FULL_ENTITY));

    Optional<Entity> stored = Optional.of(Samples.FULL_ENTITY);
    assertThat(records().entity("e-1")).isEqualTo(stored);
    assertThat(records().entityNamed("entity_1")).isEqualTo(stored);
    assertThat(records().entityAliased(MOUNT, "oid-1")).isEqualTo(stored);
    assertThat(records().entityOfAlias("a-1")).isEqualTo(stored);
    assertThat(records().membersOf("ga-1.2")).containsExactly("e-1");
  }

  @Test
  void findsNobodyUnderAnotherSpelling() {
    server.write(work -> work.identities().put(Samples.FULL_ENTITY));

    assertThat(records().entity("E-1")).isEmpty();
    assertThat(records().entity("")).isEmpty();
    assertThat(records().entity("x".repeat(10_000))).isEmpty();
    assertThat(records().entityNamed("Entity_1")).isEmpty();
    assertThat(records().entityAliased(MOUNT, "OID-1")).isEmpty();
    assertThat(records().entityAliased("auth_azure_1a2b3c4e", "oid-1")).isEmpty();
    assertThat(records().entityOfAlias("A-1")).isEmpty();
    assertThat(records().entityOfAlias("")).isEmpty();
    assertThat(records().membersOf("ga-1.1")).isEmpty();
  }

  @Test
  void forgetsWhatAnEntityIsKnownByNoMore() {
    server.write(work -> work.identities().put(Samples.FULL_ENTITY));
    server.write(work -> work.identities().put(entity("e-1", "renamed", alias("a-2", "oid-2"))));

    assertThat(records().entityNamed("entity_1")).isEmpty();
    assertThat(records().entityAliased(MOUNT, "oid-1")).isEmpty();
    assertThat(records().entityOfAlias("a-1")).isEmpty();
    assertThat(records().membersOf("ga-1.2")).isEmpty();
    assertThat(records().entityNamed("renamed")).isPresent();
    assertThat(records().entityAliased(MOUNT, "oid-2")).isPresent();
  }

  @Test
  void removesAnEntityWithAllThatItIsKnownBy() {
    server.write(work -> work.identities().put(Samples.FULL_ENTITY));
    server.write(work -> work.identities().remove(Samples.FULL_ENTITY));

    assertThat(records().entity("e-1")).isEmpty();
    assertThat(records().entityNamed("entity_1")).isEmpty();
    assertThat(records().entityAliased(MOUNT, "oid-1")).isEmpty();
    assertThat(records().entityOfAlias("a-1")).isEmpty();
    assertThat(records().membersOf("ga-1.2")).isEmpty();
  }

  @Test
  void givesAnAliasToAnotherEntityInOneCommit() {
    server.write(work -> work.identities().put(entity("e-1", "one", alias("a-1", "oid-1"))));
    server.write(
        work -> {
          work.identities().put(entity("e-1", "one"));
          work.identities().put(entity("e-2", "two", alias("a-1", "oid-1")));
        });

    assertThat(records().entityAliased(MOUNT, "oid-1").map(Entity::id)).contains("e-2");
    assertThat(records().entityOfAlias("a-1").map(Entity::id)).contains("e-2");
  }

  @Test
  void inheritsTheAliasesOfAnEntityThatEndsInTheSameCommit() {
    Entity from = entity("e-1", "one", alias("a-1", "oid-1"));
    server.write(work -> work.identities().put(from));
    server.write(
        work -> {
          work.identities().remove(from);
          work.identities().put(entity("e-2", "one", alias("a-1", "oid-1")));
        });

    assertThat(records().entityNamed("one").map(Entity::id)).contains("e-2");
    assertThat(records().entityAliased(MOUNT, "oid-1").map(Entity::id)).contains("e-2");
  }

  @Test
  void ofTwoWhoTakeAFreeNameOneConflicts() {
    UnitOfWork slow = server.begin();
    assertThat(slow.identities().entityNamed("web")).isEmpty();
    slow.identities().put(entity("e-1", "web"));
    server.write(work -> work.identities().put(entity("e-2", "web")));

    assertThat(server.outcome(slow)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(records().entityNamed("web").map(Entity::id)).contains("e-2");
  }

  @Test
  void ofTwoWhoTakeAFreeAliasOneConflicts() {
    UnitOfWork slow = server.begin();
    slow.identities().put(entity("e-1", "one", alias("a-1", "oid-1")));
    server.write(work -> work.identities().put(entity("e-2", "two", alias("a-2", "oid-1"))));

    assertThat(server.outcome(slow)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(records().entity("e-1")).isEmpty();
  }

  @Test
  void pagesThroughEntitiesInOrderOfTheirId() {
    server.write(
        work ->
            List.of("b", "c", "a").forEach(id -> work.identities().put(entity(id, "of " + id))));

    assertThat(records().entities(Optional.empty(), 2))
        .extracting(Entity::id)
        .containsExactly("a", "b");
    assertThat(records().entities(Optional.of("b"), 2)).extracting(Entity::id).containsExactly("c");
    assertThat(records().entities(Optional.of("c"), 2)).isEmpty();
  }

  @Test
  void listsAndRemovesGroups() {
    server.write(
        work -> {
          work.identities().put(Samples.EXTERNAL_GROUP);
          work.identities().put(Samples.GROUP);
        });
    assertThat(records().groups()).containsExactly(Samples.GROUP, Samples.EXTERNAL_GROUP);

    server.write(work -> work.identities().remove(Samples.GROUP));
    assertThat(records().groups()).containsExactly(Samples.EXTERNAL_GROUP);
  }

  @Test
  void refusesNamesThatWouldAllBecomeTheSame() {
    assertRefused(
        "a name is not well-formed text",
        () -> server.begin().identities().put(entity("e", "n", alias("a", "a\ud800"))));
    assertRefused(
        "a name is not well-formed text",
        () -> server.begin().identities().entityAliased("m", "a\udfff"));
  }

  @Test
  void takesAliasNamesOfAnyLength() {
    String name = "é".repeat(10_000);
    server.write(work -> work.identities().put(entity("e", "n", alias("a", name))));

    assertThat(records().entityAliased(MOUNT, name).map(Entity::id)).contains("e");
  }
}
