package io.azimuth.adapters.storage.record.access;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.adapters.storage.record.Samples;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialTest {

  private static final Token GRANDPARENT = Samples.token("g", Optional.empty());
  private static final Token PARENT = Samples.token("p", Optional.empty(), Samples.GRANDPARENT);
  private static final Token CHILD =
      Samples.token("c", Optional.of("e-1"), Samples.PARENT, Samples.GRANDPARENT);

  private final TestServer server = TestServer.open();

  @BeforeEach
  void storeAFamily() {
    server.write(
        work -> {
          work.tokens().put(Samples.HASH, CHILD);
          work.tokens().put(Samples.PARENT, PARENT);
          work.tokens().put(Samples.GRANDPARENT, GRANDPARENT);
          work.identities().put(Samples.ENTITY);
          work.beginEpoch();
        });
  }

  @Test
  void showsWhichRecordsAreGone() {
    server.write(work -> work.tokens().remove(Samples.PARENT));
    server.engine().erase("entity/e-1");

    Credential credential = server.begin().credential(Samples.HASH).orElseThrow();

    assertThat(credential.ancestors()).containsExactly(Optional.empty(), Optional.of(GRANDPARENT));
    assertThat(credential.entity()).isEmpty();
  }

  private static Entity entity(String id, String... merged) {
    return new Entity(
        id,
        "name of " + id,
        List.of(),
        Map.of(),
        false,
        List.of(),
        List.of(),
        List.of(merged),
        Samples.CREATED,
        Samples.CREATED);
  }

  private List<Entry> links() {
    return server.engine().scan(Key.of("merged/"), Optional.empty(), 10);
  }

  private void merge(Entity from, Entity into) {
    server.write(
        work -> {
          work.identities().remove(from);
          work.identities().bequeath(from, into);
          work.identities().put(into);
        });
  }

  @Test
  void standsForTheLastOfSeveralMerges() {
    merge(Samples.ENTITY, entity("e-2", "e-1"));
    merge(entity("e-2", "e-1"), entity("e-3", "e-1", "e-2"));
    merge(entity("e-3", "e-1", "e-2"), entity("e-4", "e-1", "e-2", "e-3"));

    assertThat(server.begin().credential(Samples.HASH).orElseThrow().entityId()).contains("e-4");
    assertThat(links())
        .extracting(link -> RecordKeys.suffix(Key.of("merged/"), link.key()))
        .containsExactly("e-1", "e-2", "e-3");
  }

  @Test
  void standsForNobodyWhenTheHeirIsGone() {
    merge(Samples.ENTITY, entity("e-2", "e-1"));
    server.write(work -> work.identities().remove(entity("e-2", "e-1")));

    Credential credential = server.begin().credential(Samples.HASH).orElseThrow();
    assertThat(credential.entity()).isEmpty();
    assertThat(credential.entityId()).contains("e-1");
    assertThat(links()).isEmpty();
  }

  @Test
  void isReadInOneSnapshotTogetherWithTheEpoch() {
    int before = server.engine().reads().size();

    server.begin().credential(Samples.HASH);

    assertThat(server.engine().reads()).hasSize(before + 2);
    assertThat(server.engine().reads().get(before + 1))
        .extracting(Object::toString)
        .containsExactly(
            "core/epoch",
            "token/" + Samples.HASH,
            "token/" + Samples.PARENT,
            "token/" + Samples.GRANDPARENT,
            "entity/e-1",
            "core/generation");
  }

  @Test
  void takesOneReadForATokenThatDependsOnNothing() {
    int before = server.engine().reads().size();

    server.begin().credential(Samples.GRANDPARENT);
    server.begin().credential(Samples.hash('f'));

    assertThat(server.engine().reads()).hasSize(before + 2);
  }

  @Test
  void readsAnewWhenTheTokenChangedInBetween() {
    UnitOfWork work = server.begin();
    server.engine().beforeNextRead(() -> {}); // of the token
    server
        .engine()
        .beforeNextRead(
            () ->
                server.write(
                    other -> {
                      other.tokens().put(Samples.HASH, Samples.token("c", Optional.empty()));
                      other.tokens().remove(Samples.PARENT);
                    }));

    Credential credential = work.credential(Samples.HASH).orElseThrow();

    assertThat(credential.token().ancestors()).isEmpty();
    assertThat(credential.ancestors()).isEmpty();
    assertThat(credential.entity()).isEmpty();
  }

  @Test
  void isEmptyWhenTheTokenIsRemovedInBetween() {
    UnitOfWork work = server.begin();
    server.engine().beforeNextRead(() -> {});
    server.engine().beforeNextRead(() -> server.write(o -> o.tokens().remove(Samples.HASH)));

    assertThat(work.credential(Samples.HASH)).isEmpty();
  }

  @Test
  void doesNotGuessWhenARecordOfTheFamilyIsUnreadable() {
    server.engine().overwrite("token/" + Samples.PARENT, new byte[40]);

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "token/" + Samples.PARENT,
        () -> server.begin().credential(Samples.HASH));
  }

  @Test
  void ofACarriedTokenHoldsAncestorsAndEntityInOneRead() {
    Token carried = Samples.FULL_BATCH_TOKEN;
    int before = server.engine().reads().size();

    Credential credential = server.begin().credential(Samples.hash('d'), carried);

    assertThat(server.engine().reads()).hasSize(before + 1);
    assertThat(credential.token()).isEqualTo(carried);
    assertThat(credential.ancestors())
        .containsExactly(Optional.of(PARENT), Optional.of(GRANDPARENT));
    assertThat(credential.entity()).contains(Samples.ENTITY);
    assertThat(credential.usesLeft()).isEmpty();
  }
}
