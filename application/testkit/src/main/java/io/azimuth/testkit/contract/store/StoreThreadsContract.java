package io.azimuth.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.AtOnce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The part of the contract that concerns many threads and the thread that completes a commit. */
abstract class StoreThreadsContract extends StoreCredentialContract {

  private static final int THREADS = 8;
  private static final int ROUNDS = 20;
  private static final int TRIES = 1_000;

  // What is attached to a stage that is complete already runs on the caller's thread; so try often.
  @Test
  void commitCompletesOnAnotherThreadThanTheCallers() {
    Thread completing = Thread.currentThread();
    for (int i = 0; i < TRIES && completing.equals(Thread.currentThread()); i++) {
      UnitOfWork work = begin();
      work.policies().put("ops", "text " + i);
      completing = result(store().commit(work).thenApply(outcome -> Thread.currentThread()));
    }

    assertThat(completing).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void whatIsAttachedToACommitSeesWhatItWrote() {
    UnitOfWork work = begin();
    work.policies().put("ops", "text");

    CompletionStage<Optional<String>> seen =
        store().commit(work).thenApply(outcome -> begin().policies().find("ops"));

    assertThat(result(seen)).contains("text");
  }

  @Test
  void whatIsAttachedToACommitMayCommitAgain() {
    UnitOfWork work = begin();
    work.policies().put("one", "text");

    CompletionStage<CommitOutcome> second =
        store()
            .commit(work)
            .thenCompose(
                outcome -> {
                  UnitOfWork next = begin();
                  next.policies().put("two", "text");
                  return store().commit(next);
                });

    assertThat(outcome(second)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(begin().policies().names()).containsExactly("one", "two");
  }

  @Test
  void ofCommitsThatAreNotAwaitedOneWins() {
    List<UnitOfWork> works = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      UnitOfWork work = begin();
      assertThat(work.policies().find("ops")).isEmpty();
      work.policies().put("ops", "text " + i);
      works.add(work);
    }
    List<CompletionStage<CommitOutcome>> stages =
        works.stream().map(work -> store().commit(work)).toList();

    assertThat(stages.stream().map(StoreContractBase::outcome))
        .containsOnlyOnce(CommitOutcome.COMMITTED)
        .containsOnly(CommitOutcome.COMMITTED, CommitOutcome.CONFLICT);
  }

  @Test
  void ofRacingThreadsThatReadTheSameRecordExactlyOneWins() throws Exception {
    CyclicBarrier allHaveRead = new CyclicBarrier(THREADS);
    for (int round = 0; round < ROUNDS; round++) {
      int number = round;
      Callable<CommitOutcome> racer =
          () -> {
            UnitOfWork work = begin();
            work.storage(MOUNT).get("prize");
            work.storage(MOUNT).put("prize", Value.Obj.builder().put("round", number).build());
            allHaveRead.await();
            return outcome(work);
          };

      assertThat(AtOnce.run(Collections.nCopies(THREADS, racer)))
          .containsOnlyOnce(CommitOutcome.COMMITTED)
          .containsOnly(CommitOutcome.COMMITTED, CommitOutcome.CONFLICT);
      assertThat(begin().storage(MOUNT).get("prize").flatMap(it -> it.get("round")))
          .contains(Value.of(number));
    }
  }

  @Test
  void noIncrementOfManyThreadsIsLost() throws Exception {
    Callable<Integer> writer =
        () -> {
          int conflicts = 0;
          for (int done = 0; done < ROUNDS; ) {
            UnitOfWork work = begin();
            int left = work.tokens().usesLeft(StoreSamples.HASH).orElse(0);
            work.tokens().putUsesLeft(StoreSamples.HASH, left + 1);
            if (outcome(work) == CommitOutcome.COMMITTED) {
              done++;
            } else {
              conflicts++;
            }
          }
          return conflicts;
        };

    AtOnce.run(Collections.nCopies(THREADS, writer));

    assertThat(begin().tokens().usesLeft(StoreSamples.HASH)).contains(THREADS * ROUNDS);
  }

  @Test
  void credentialIsOfOneMomentWhileItsRecordsChange() throws Exception {
    writeVersion(0);
    AtomicBoolean done = new AtomicBoolean();
    Callable<Integer> writer =
        () -> {
          try {
            for (int version = 1; version <= 10 * ROUNDS; version++) {
              writeVersion(version);
            }
            return 0;
          } finally {
            done.set(true);
          }
        };
    Callable<Integer> reader =
        () -> {
          int reads = 0;
          while (!done.get() || reads == 0) {
            Credential read = begin().credential(StoreSamples.HASH).orElseThrow();
            String version = read.token().origin().displayName();
            assertThat(read.ancestors().get(0).orElseThrow().origin().displayName())
                .isEqualTo(version);
            assertThat(read.entity().map(Entity::metadata)).contains(Map.of("version", version));
            reads++;
          }
          return reads;
        };

    assertThat(AtOnce.run(List.of(writer, reader, reader)).subList(1, 3))
        .allSatisfy(reads -> assertThat(reads).isPositive());
  }

  private void writeVersion(int number) {
    String version = "v" + number;
    write(
        work -> {
          work.tokens()
              .put(
                  StoreSamples.HASH,
                  StoreSamples.token(version, Optional.of("e-1"), 0, StoreSamples.PARENT));
          work.tokens().put(StoreSamples.PARENT, StoreSamples.token(version));
          work.identities()
              .put(
                  new Entity(
                      "e-1",
                      "one",
                      List.of(),
                      Map.of("version", version),
                      false,
                      StoreSamples.CREATED));
        });
  }
}
