package io.azimuth.application.lease;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.lease.Lease;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.lease.HeldLease;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a request has reached when its server is killed: nothing that was made for it stays in
 * the other system. What a kill leaves is what is durable, and neither the sweep nor the engine
 * remembers anything else.
 */
class LeaseOrphansTest extends LeaseFixture {

  /** Where a server is killed. */
  enum Kill {
    BEFORE_THE_PENDING_RECORD {
      @Override
      void begin(LeaseOrphansTest test) {
        test.server.store().endCommitsWith(CommitOutcome.UNKNOWN);
        test.account(test.caller);
      }
    },
    BEFORE_THE_CALL {
      @Override
      void begin(LeaseOrphansTest test) {
        test.beginAccount(name -> new CompletableFuture<>());
      }
    },
    BEFORE_THE_ANSWER_OF_THE_OTHER_SYSTEM {
      @Override
      void begin(LeaseOrphansTest test) {
        test.beginAccount(
            name -> {
              var unused = test.engine.make(name);
              return new CompletableFuture<>();
            });
      }
    },
    BEFORE_THE_COMMIT {
      @Override
      void begin(LeaseOrphansTest test) {
        test.server.store().endCommitsWith(CommitOutcome.COMMITTED, CommitOutcome.UNKNOWN);
        assertThat(test.account(test.caller)).isInstanceOf(Answer.Refused.class);
      }
    },
    AFTER_THE_COMMIT {
      @Override
      void begin(LeaseOrphansTest test) {
        test.account(test.caller); // and nobody reads the answer
      }
    },
    DURING_THE_REVOCATION {
      @Override
      void begin(LeaseOrphansTest test) {
        String id = test.lease(test.caller).id();
        done(test.server.write(test.root, "sys/leases/revoke", Map.of("lease_id", id)));
        test.server.store().endCommitsWith(CommitOutcome.UNKNOWN);
        test.sweep();
      }
    };

    abstract void begin(LeaseOrphansTest test);
  }

  private String caller = "";

  @BeforeEach
  void createToken() {
    caller = token(root, Map.of("ttl", "2h"));
  }

  // Its answer is never waited for: the process is gone.
  private void beginAccount(Function<String, CompletableFuture<String>> making) {
    CompletableFuture<String> reached = new CompletableFuture<>();
    engine.makeBy(
        name -> {
          CompletableFuture<String> theirs = making.apply(name);
          reached.complete(name);
          return theirs;
        });
    var unused =
        server.send(server.request(Operation.READ, caller, "lab/account/web", RequestBody.NONE));
    reached.orTimeout(1, TimeUnit.MINUTES).join();
    engine.makeBy(engine::make);
  }

  private void sweepUntilAllIsOver() {
    pass(Lease.LONGEST_PENDING.plus(SKEW));
    sweep();
    pass(Duration.ofHours(2));
    sweep();
  }

  @ParameterizedTest
  @EnumSource
  void aKillLeavesNoOrphan(Kill kill) {
    kill.begin(this);
    sweepUntilAllIsOver();

    assertNothingLeft();
  }

  @Test
  void twoHundredLeasesLeaveNoOrphan() {
    for (int i = 0; i < 200; i++) {
      Kill.values()[i % Kill.values().length].begin(this);
      assertThat(envelope(account(caller)).lease()).isPresent();
    }
    sweep();
    assertThat(engine.accounts()).hasSize(200 + 3 * 33); // nothing ends too early

    sweepUntilAllIsOver();

    assertNothingLeft();
  }

  @Test
  void whatMayStillBeUnderWayIsLeftAlone() {
    beginAccount(name -> new CompletableFuture<>());
    pass(Lease.LONGEST_PENDING.plus(SKEW).minusMillis(1));
    sweep();
    assertThat(engine.revoked()).isEmpty();

    pass(Duration.ofMillis(1));
    sweep();
    assertThat(engine.revoked()).singleElement().matches(HeldLease::pending);
    assertNothingLeft();
  }

  @Test
  void aPendingLeaseIsNoLeaseYet() {
    beginAccount(name -> new CompletableFuture<>());
    String id = records().get(0).substring("lease/".length());

    assertThat(refusal(server.write(root, "sys/leases/lookup", Map.of("lease_id", id))).errors())
        .containsExactly("invalid lease");
    assertThat(listed("sys/leases/lookup/lab")).isEmpty();
    done(server.write(root, "sys/leases/revoke", Map.of("lease_id", id)));
    done(server.write(root, "sys/leases/revoke-prefix/" + id, Map.of()));
    done(server.write(root, "sys/leases/revoke-force/" + id, Map.of()));
    assertThat(marks()).isEmpty();
    sweep();
    assertThat(engine.revoked()).isEmpty();
  }

  @Test
  void aPendingLeaseThatCannotBeEndedIsForcedWithItsPath() {
    beginAccount(name -> new CompletableFuture<>());
    String id = records().get(0).substring("lease/".length());
    engine.revokeBy(lease -> CompletableFuture.failedFuture(new IllegalStateException()));
    pass(Lease.LONGEST_PENDING.plus(SKEW));
    sweep();

    assertThat(refusal(server.write(root, "sys/leases/revoke-force/" + id, Map.of())).errors())
        .containsExactly(
            "this lease was never handed out, so it cannot be forced alone: force its path"
                + " lab/account/web, which also ends all other leases there");
    assertThat(marks()).isEmpty();
    done(server.write(root, "sys/leases/revoke-force/lab/account/web", Map.of()));
    sweep();

    assertThat(records()).isEmpty();
  }

  @Test
  void aRequestThatRunsAgainMakesNothingTwice() {
    AtomicInteger made = new AtomicInteger();
    engine.makeBy(
        name -> {
          made.incrementAndGet();
          return engine.make(name);
        });
    server.store().endCommitsWith(CommitOutcome.COMMITTED, CommitOutcome.CONFLICT);

    IssuedLease lease = lease(caller);

    assertThat(made).hasValue(1);
    assertThat(records()).containsExactly("lease/" + lease.id());
  }

  @Test
  void aPendingRecordThatMetAConflictIsWrittenAgain() {
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    IssuedLease lease = lease(caller);

    assertThat(records()).containsExactly("lease/" + lease.id());
  }

  @Test
  void nothingIsAnnouncedForAMountThatIsDisabledMeanwhile() {
    server.store().beforeNextCommit(() -> done(server.delete(root, "sys/mounts/lab")));

    assertThat(account(caller)).isInstanceOf(Answer.Refused.class);

    assertNothingLeft();
  }

  @Test
  void theDraftOfOneRequestIsOfNoUseToAnother() {
    LeaseGrant grant = new LeaseGrant(Duration.ofHours(1), Duration.ZERO, true, Map.of());
    AtomicReference<LeaseDraft> kept = new AtomicReference<>();
    engine.act(
        call ->
            Answer.of(
                call.prepareLease(Map.of())
                    .then(
                        draft -> {
                          kept.set(draft);
                          return new Answer.Empty();
                        })));
    done(server.read(caller, "lab/act"));
    engine.act(call -> Answer.leased(Value.Obj.EMPTY, call.issueLease(kept.get(), grant)));

    assertThat(refusal(server.read(root, "lab/act")).category()).isEqualTo(ErrorCategory.INTERNAL);
    mount("other");
    assertThat(refusal(server.read(root, "other/act")).category())
        .isEqualTo(ErrorCategory.INTERNAL);
  }

  @Test
  void whatWasAnnouncedForOtherDataIsLeftToTheSweep() {
    AtomicInteger runs = new AtomicInteger();
    engine.act(
        call ->
            Answer.of(
                call.prepareLease(Map.of("run", String.valueOf(runs.incrementAndGet())))
                    .then(
                        draft -> {
                          var unused = engine.make(draft.name());
                          return Answer.leased(
                              Value.Obj.EMPTY,
                              call.issueLease(
                                  draft,
                                  new LeaseGrant(
                                      Duration.ofHours(1), Duration.ZERO, true, Map.of())));
                        })));
    server.store().endCommitsWith(CommitOutcome.COMMITTED, CommitOutcome.CONFLICT);

    envelope(server.read(caller, "lab/act"));
    assertThat(engine.accounts()).hasSize(2);
    pass(Lease.LONGEST_PENDING.plus(SKEW));
    sweep();

    assertThat(engine.accounts()).hasSize(1);
    assertThat(engine.revoked()).singleElement().matches(HeldLease::pending);
  }
}
