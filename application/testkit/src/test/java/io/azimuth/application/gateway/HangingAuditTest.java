package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.TestServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An audit device that hangs holds up the answers that it has to record, and nothing else. */
class HangingAuditTest extends GatewayFixture {

  private static final long SECONDS = 10;

  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @BeforeEach
  void writeInEachRequest() {
    server.enableAudit(root);
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  private CompletableFuture<ApiResponse> write() {
    return server
        .send(server.request(Operation.WRITE, root, "auth/app/act", maxBytes -> Value.Obj.EMPTY))
        .toCompletableFuture();
  }

  private boolean hang() {
    hanging.countDown();
    try {
      return !released.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isResponse(Value.Obj taken) {
    return Value.of("response").equals(taken.members().get("type"));
  }

  @Test
  void theStoreCommitsWhileADeviceHangs() throws Exception {
    server.audit().failOn(taken -> isResponse(taken) && hang());

    CompletableFuture<ApiResponse> first = write();
    assertThat(hanging.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<ApiResponse> second = write();
    var work = server.store().begin();
    work.beginEpoch();
    CompletableFuture<CommitOutcome> commit = server.store().commit(work).toCompletableFuture();

    assertThat(commit.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(method.calls()).hasSize(2);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone(); // nothing is acknowledged before it is recorded

    released.countDown();
    TestServer.done(first.get(SECONDS, TimeUnit.SECONDS).answer());
    TestServer.done(second.get(SECONDS, TimeUnit.SECONDS).answer());
    assertThat(server.audit().records("response")).hasSize(2);
  }

  @Test
  void anAnswerWaitsForTheFirstDeviceThatTakesItsRecord() throws Exception {
    TestServer.done(server.write(root, "sys/audit/second", Map.of("type", "memory")));
    server.audit().clear();
    AtomicBoolean first = new AtomicBoolean();
    server.audit().failOn(taken -> isResponse(taken) && first.compareAndSet(false, true) && hang());

    TestServer.done(write().get(SECONDS, TimeUnit.SECONDS).answer());

    assertThat(server.audit().records("response")).hasSize(1);
  }

  @Test
  void anAnswerThatNoThreadIsFreeToRecordIsAFault() throws Exception {
    server.auditOn(
        task -> {
          throw new RejectedExecutionException("full");
        });
    int before = server.store().tokenCount();

    Answer answer = write().get(SECONDS, TimeUnit.SECONDS).answer();
    Answer login = server.write("", "auth/app/login", Map.of());

    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(refusal(login).category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }
}
