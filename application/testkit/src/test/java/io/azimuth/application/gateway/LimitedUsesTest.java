package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.fake.SequentialSecrets;
import io.azimuth.testkit.fake.SoleLeadership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tokens with a limited number of uses. */
class LimitedUsesTest extends GatewayFixture {

  private static final String SELF = "auth/token/lookup-self";
  private static final String BAD =
      "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";

  @Test
  void everyUseCountsWhateverBecomesOfIt() {
    String token = limited(4);

    assertThat(left(token)).isEqualTo(3);
    assertThat(refusal(server.read(token, "sys/audit")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal(server.read(token, "no/such/mount")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(left(token)).isZero();
    assertThat(refusal(server.read(token, SELF)).errors()).containsExactly(BAD);
  }

  @Test
  void theLastUseEndsTheTokenAndItsRecords() {
    Answer created = create(1);
    String token = clientToken(created);
    String accessor = envelope(created).auth().orElseThrow().accessor();
    int before = server.store().tokenCount();

    assertThat(left(token)).isZero();

    server.store().awaitCommits(); // the removal follows the answer
    assertThat(server.store().tokenCount()).isEqualTo(before - 1);
    assertThat(server.store().keys()).noneMatch(key -> key.startsWith("uses/"));
    assertThat(
            refusal(server.write(root, "auth/token/lookup-accessor", Map.of("accessor", accessor)))
                .errors())
        .containsExactly("invalid accessor");
  }

  @Test
  void lookingAtAnotherTokenIsNoUseOfIt() {
    String token = limited(3);

    for (int i = 0; i < 5; i++) {
      assertThat(data(server.write(root, "auth/token/lookup", Map.of("token", token))))
          .containsEntry("num_uses", Value.of(3));
    }
  }

  @Test
  void aWriterThatWaitsIsNotDisturbedByOtherUsesNotEvenTheLast() {
    String token = limitedWith(2, "path \"auth/app/act\" { capabilities = [\"update\"] }");
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
    List<Answer> second = new ArrayList<>();
    server.store().beforeNextCommit(() -> {}); // of the first use
    server
        .store()
        .beforeNextCommit(() -> second.add(server.write(token, "auth/app/act", Map.of())));

    done(server.write(token, "auth/app/act", Map.of()));

    done(second.get(0));
    assertThat(refusal(server.write(token, "auth/app/act", Map.of())).errors())
        .containsExactly(BAD);
  }

  @Test
  void allWhoWaitShareACommitAndTheFirstGetWhatIsLeft() {
    Deque<Runnable> later = new ArrayDeque<>();
    TokenUseCounter counter =
        new TokenUseCounter(
            server.store(),
            later::add,
            (pause, task) -> task.run(),
            new RetryPauses(new SequentialSecrets()),
            new SoleLeadership());
    String token = limited(3);
    TokenHash hash = hashOf(token);
    List<TokenUseCounter.Use> waiting = new ArrayList<>();
    server
        .store()
        .beforeNextCommit(
            () -> {
              for (int i = 0; i < 4; i++) {
                waiting.add(counter.begin(hash));
              }
            });
    int before = server.store().commits();

    TokenUseCounter.Use first = counter.begin(hash);
    assertThat(first.granted().join()).isTrue();
    assertThat(waiting).noneMatch(use -> use.granted().isDone());
    later.remove().run();

    assertThat(waiting.stream().map(use -> use.granted().join()))
        .containsExactly(true, true, false, false);
    assertThat(server.store().commits()).isEqualTo(before + 2);
    int tokens = server.store().tokenCount();
    waiting.forEach(counter::end);
    server.store().awaitCommits();
    assertThat(server.store().tokenCount()).isEqualTo(tokens);
    counter.end(first);
    server.store().awaitCommits();
    assertThat(server.store().tokenCount()).isEqualTo(tokens - 1);
  }

  @Test
  void aUseThatCannotBeCountedIsNotGranted() {
    String token = limited(5);
    server
        .store()
        .endCommitsWith(
            Collections.nCopies(50, CommitOutcome.CONFLICT).toArray(CommitOutcome[]::new));

    assertThat(refusal(server.read(token, SELF)).category()).isEqualTo(ErrorCategory.OVERLOADED);
    assertThat(left(token)).isEqualTo(4);
  }

  @Test
  void aUseIsCountedAgainAfterAPauseThatKeepsNoThread() throws InterruptedException {
    String token = limited(5);
    BlockingQueue<Runnable> pausing = new LinkedBlockingQueue<>();
    server.pauseOn((pause, task) -> pausing.add(task));
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    CompletableFuture<ApiResponse> response =
        server
            .send(server.request(Operation.READ, token, SELF, RequestBody.NONE))
            .toCompletableFuture();
    Runnable next = pausing.poll(30, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    assertThat(response).isNotDone();
    next.run();

    assertThat(data(response.join().answer())).containsEntry("num_uses", Value.of(4));
  }

  @Test
  void aTimerThatHasStoppedIsTooBusyToCountAgain() {
    String token = limited(5);
    server.store().endCommitsWith(CommitOutcome.CONFLICT);
    server.pauseOn(
        (pause, task) -> {
          throw new RejectedExecutionException("stopped");
        });

    assertThat(refusal(server.read(token, SELF)).category()).isEqualTo(ErrorCategory.OVERLOADED);
    server.pauseOn((pause, task) -> task.run());
    assertThat(left(token)).isEqualTo(4);
  }

  @Test
  void aUseThatMayHaveBeenCountedIsNotRepeated() {
    String token = limited(5);
    server.store().endCommitsWith(CommitOutcome.UNKNOWN);

    assertThat(refusal(server.read(token, SELF)).errors())
        .containsExactly("the outcome of the write is not known");
  }

  @Test
  void noFreeThreadToCountAgainIsTooBusy() {
    String token = limited(5);
    server.store().endCommitsWith(CommitOutcome.CONFLICT);
    server.retryOn(
        task -> {
          throw new RejectedExecutionException("full");
        });

    assertThat(refusal(server.read(token, SELF)).category()).isEqualTo(ErrorCategory.OVERLOADED);
    server.store().awaitCommits();
    server.retryOn(Runnable::run);
    assertThat(left(token)).isEqualTo(4);
  }

  @Test
  void aTokenRevokedMeanwhileLosesNoUseAndGivesNone() {
    String token = limited(5);
    server
        .store()
        .beforeNextCommit(
            () -> done(server.write(root, "auth/token/revoke", Map.of("token", token))));

    assertThat(refusal(server.read(token, SELF)).errors()).containsExactly(BAD);
  }

  @Test
  void aForeignAddressUsesNothingUp() {
    done(
        server.write(
            root,
            "auth/token/roles/here",
            Map.of("token_bound_cidrs", "192.0.2.7", "token_num_uses", 2)));
    String token =
        clientToken(server.write(root, "auth/token/create/here", Map.of("policies", "default")));
    server.comeFrom("192.0.2.8");

    assertThat(refusal(server.read(token, SELF)).errors())
        .containsExactly("1 error occurred:\n\t* permission denied\n\n");

    server.comeFrom("192.0.2.7");
    assertThat(left(token)).isEqualTo(1);
  }

  @Test
  void whatACrashLeftOfAUsedUpTokenIsDeadAndSwept() {
    String token = limited(3);
    server.store().change(work -> work.tokens().putUsesLeft(hashOf(token), 0));
    int before = server.store().tokenCount();

    assertThat(refusal(server.read(token, SELF)).errors()).containsExactly(BAD);
    server.get(Sweeper.class).run();
    server.clock().advance(TokenScan.LONGEST_REQUEST);
    server.get(Sweeper.class).run();

    assertThat(server.store().tokenCount()).isEqualTo(before - 1);
    assertThat(server.store().keys()).noneMatch(key -> key.startsWith("uses/"));
  }

  @Test
  void aTokenOfLimitedUseHasNoChildren() {
    String token = limitedWith(5, "path \"auth/token/create\" { capabilities = [\"update\"] }");

    assertThat(refusal(server.write(token, "auth/token/create", Map.of())).errors())
        .containsExactly("restricted use token cannot generate child tokens");
  }

  @Test
  void renewingKeepsTheCount() {
    String token = limited(3);

    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .numUses())
        .isEqualTo(2);
    assertThat(left(token)).isEqualTo(1);
  }

  private int left(String token) {
    Value.Num left = (Value.Num) data(server.read(token, SELF)).get("num_uses");
    return Integer.parseInt(left.literal());
  }

  private String limited(int uses) {
    return clientToken(create(uses));
  }

  private Answer create(int uses) {
    return server.write(
        root, "auth/token/create", Map.of("policies", "default", "num_uses", uses, "ttl", "1h"));
  }

  private String limitedWith(int uses, String policy) {
    done(server.write(root, "sys/policies/acl/limited", Map.of("policy", policy)));
    return clientToken(
        server.write(
            root, "auth/token/create", Map.of("policies", "default,limited", "num_uses", uses)));
  }

  private TokenHash hashOf(String token) {
    return server.get(Barrier.class).hash(SecretText.of(token));
  }
}
