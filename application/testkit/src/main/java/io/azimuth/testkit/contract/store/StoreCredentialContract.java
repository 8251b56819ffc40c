package io.azimuth.testkit.contract.store;

import static io.azimuth.testkit.contract.store.StoreSamples.GRANDPARENT;
import static io.azimuth.testkit.contract.store.StoreSamples.HASH;
import static io.azimuth.testkit.contract.store.StoreSamples.PARENT;
import static io.azimuth.testkit.contract.store.StoreSamples.UNUSED_HASH;
import static io.azimuth.testkit.contract.store.StoreSamples.heir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.StaleReadException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised of a token together with all it depends on. */
abstract class StoreCredentialContract extends StoreIdentitiesContract {

  private static final Token ELDEST = StoreSamples.token("g");
  private static final Token ELDER = StoreSamples.token("p", Optional.empty(), 0, GRANDPARENT);
  private static final Token CHILD =
      StoreSamples.token("c", Optional.of("e-1"), 0, PARENT, GRANDPARENT);
  private static final Token CARRIED =
      StoreSamples.carried(Optional.of("e-1"), PARENT, GRANDPARENT);

  private void storeAFamily() {
    write(
        work -> {
          work.tokens().put(HASH, CHILD);
          work.tokens().put(PARENT, ELDER);
          work.tokens().put(GRANDPARENT, ELDEST);
          work.identities().put(StoreSamples.known());
          work.beginEpoch();
        });
  }

  private Credential credential(TokenHash hash) {
    return begin().credential(hash).orElseThrow();
  }

  @Test
  void credentialHoldsTokenAncestorsAndEntity() {
    storeAFamily();

    assertThat(credential(HASH))
        .isEqualTo(
            new Credential(
                HASH,
                CHILD,
                List.of(Optional.of(ELDER), Optional.of(ELDEST)),
                Optional.of(StoreSamples.known())));
    assertThat(credential(GRANDPARENT))
        .isEqualTo(new Credential(GRANDPARENT, ELDEST, List.of(), Optional.empty()));
  }

  @Test
  void credentialOfACarriedTokenHoldsTheSame() {
    storeAFamily();

    assertThat(begin().credential(UNUSED_HASH, CARRIED))
        .isEqualTo(
            new Credential(
                UNUSED_HASH,
                CARRIED,
                List.of(Optional.of(ELDER), Optional.of(ELDEST)),
                Optional.of(StoreSamples.known())));
  }

  @Test
  void credentialIsEmptyWhereThereIsNoToken() {
    storeAFamily();

    assertThat(begin().credential(UNUSED_HASH)).isEmpty();
  }

  @Test
  void credentialShowsWhichRecordsAreGone() {
    storeAFamily();
    write(
        work -> {
          work.tokens().remove(PARENT);
          work.identities().remove(StoreSamples.known());
        });

    assertThat(credential(HASH).ancestors()).containsExactly(Optional.empty(), Optional.of(ELDEST));
    assertThat(credential(HASH).entity()).isEmpty();
  }

  @Test
  void credentialHasTheUsesThatAreLeftNow() {
    write(
        work -> {
          work.tokens().put(HASH, StoreSamples.token("t", Optional.empty(), 5));
          work.tokens().putUsesLeft(HASH, 5);
        });
    UnitOfWork work = begin();
    assertThat(work.credential(HASH).orElseThrow().usesLeft()).contains(5);

    write(other -> other.tokens().putUsesLeft(HASH, 4));

    assertThat(work.credential(HASH).orElseThrow().usesLeft()).contains(4);
    work.policies().put("p", "");
    assertThat(outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void credentialWhoseCountIsGoneHasNoUsesLeft() {
    write(work -> work.tokens().put(HASH, StoreSamples.token("t", Optional.empty(), 5)));

    assertThat(credential(HASH).usesLeft()).contains(0);
  }

  @Test
  void credentialWhoseUsesAreNotCountedHasNoCount() {
    write(
        work -> {
          work.tokens().put(HASH, StoreSamples.token("t"));
          work.tokens().putUsesLeft(HASH, 5);
        });

    assertThat(credential(HASH).usesLeft()).isEmpty();
    assertThat(begin().credential(HASH, CARRIED).usesLeft()).isEmpty();
  }

  private void merge(Entity from, Entity into) {
    write(
        work -> {
          work.identities().remove(from);
          work.identities().bequeath(from, into);
          work.identities().put(into);
        });
  }

  @Test
  void credentialHasTheEntityThatItsOwnWasMergedInto() {
    storeAFamily();
    merge(StoreSamples.known(), heir("e-2", "e-1"));

    assertThat(credential(HASH).entity()).contains(heir("e-2", "e-1"));
    assertThat(begin().credential(UNUSED_HASH, CARRIED).entity()).contains(heir("e-2", "e-1"));
  }

  @Test
  void credentialHasTheLastOfSeveralThatWereMerged() {
    storeAFamily();
    merge(StoreSamples.known(), heir("e-2", "e-1"));
    merge(heir("e-2", "e-1"), heir("e-3", "e-1", "e-2"));
    merge(heir("e-3", "e-1", "e-2"), heir("e-4", "e-1", "e-2", "e-3"));

    assertThat(credential(HASH).entityId()).contains("e-4");
  }

  @Test
  void credentialHasNoEntityWhenTheOneItWasMergedIntoIsGone() {
    storeAFamily();
    merge(StoreSamples.known(), heir("e-2", "e-1"));
    write(work -> work.identities().remove(heir("e-2", "e-1")));

    assertThat(credential(HASH).entity()).isEmpty();
  }

  /** A change of a record that the credential depends on. */
  record Change(String name, Consumer<UnitOfWork> staged) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change("removed", work -> work.tokens().remove(HASH)),
        new Change("changed", work -> work.tokens().put(HASH, CHILD)),
        new Change("parent removed", work -> work.tokens().remove(PARENT)),
        new Change("grandparent changed", work -> work.tokens().put(GRANDPARENT, ELDEST)),
        new Change("entity changed", work -> work.identities().put(StoreSamples.known())),
        new Change("epoch", UnitOfWork::beginEpoch));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void commitConflictsWhenWhatTheCredentialDependsOnChanged(Change change) {
    storeAFamily();
    UnitOfWork work = begin();
    work.credential(HASH);
    work.tokens().put(UNUSED_HASH, StoreSamples.token("d", Optional.empty(), 0, HASH));
    write(change.staged());

    assertThat(outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(begin().tokens().find(UNUSED_HASH)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void credentialIsStaleWhenARecordChangedSinceItWasRead(Change change) {
    storeAFamily();
    UnitOfWork work = begin();
    work.epoch();
    work.tokens().find(HASH);
    work.tokens().find(PARENT);
    work.tokens().find(GRANDPARENT);
    work.identities().entity("e-1");
    write(change.staged());

    assertThatThrownBy(() -> work.credential(HASH)).isInstanceOf(StaleReadException.class);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void credentialIsOfOneMomentWhenNothingWasReadBefore(Change change) {
    storeAFamily();
    UnitOfWork work = begin();
    write(change.staged());

    work.credential(HASH);
    work.policies().put("p", "");
    assertThat(outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void carriedCredentialIsStaleWhenARecordChangedSinceItWasRead() {
    storeAFamily();
    UnitOfWork work = begin();
    work.tokens().find(GRANDPARENT);
    write(other -> other.tokens().remove(GRANDPARENT));

    assertThatThrownBy(() -> work.credential(UNUSED_HASH, CARRIED))
        .isInstanceOf(StaleReadException.class);
  }

  @Test
  void commitConflictsWhenTheEntityThatItsOwnWasMergedIntoChanged() {
    storeAFamily();
    merge(StoreSamples.known(), heir("e-2", "e-1"));
    UnitOfWork work = begin();
    work.credential(HASH);
    work.policies().put("p", "text");
    write(other -> other.identities().put(heir("e-2", "e-1")));

    assertThat(outcome(work)).isEqualTo(CommitOutcome.CONFLICT);
  }
}
