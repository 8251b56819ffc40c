package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.port.audit.VolumeRoom;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayAuditTest extends GatewayFixture {

  @BeforeEach
  void enableAudit() {
    server.enableAudit(root);
  }

  @Test
  void aRequestAndItsAnswerAreRecordedInThisOrder() {
    server.read(root, "auth/app/act");

    assertThat(server.audit().records()).hasSize(2);
    assertThat(text(0, "type")).isEqualTo("request");
    assertThat(text(1, "type")).isEqualTo("response");
  }

  @Test
  void theRequestIsRecordedBeforeTheHandlerRuns() {
    method.act(
        call -> {
          assertThat(server.audit().records("request")).hasSize(1);
          return new Answer.Empty();
        });

    TestServer.done(server.read(root, "auth/app/act"));
  }

  @Test
  void aRequestThatRunsSeveralTimesIsRecordedOnce() {
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
    server.store().endCommitsWith(CommitOutcome.CONFLICT, CommitOutcome.CONFLICT);

    TestServer.done(server.write(root, "auth/app/act", Map.of()));

    assertThat(method.calls()).hasSize(3);
    assertThat(server.audit().records("request")).hasSize(1);
    assertThat(server.audit().records("response")).hasSize(1);
  }

  @Test
  void whatIsCommittedIsAnsweredThoughTheStoreCannotBeReadAfterwards() {
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
    server.store().beforeNextCommit(() -> server.store().change(UnitOfWork::beginEpoch));
    server.store().afterNextCommit(() -> {}); // the conflict
    server.store().afterNextCommit(() -> server.store().takeAway(true));

    TestServer.done(server.write(root, "auth/app/act", Map.of()));

    assertThat(method.calls()).hasSize(2);
  }

  @Test
  void deniedRequestsAreRecordedTwiceLikeAnyOther() {
    server.read("", "auth/app/act");
    server.read("azs.forged", "auth/none/x");
    server.read(tokenWith("path \"x\" { capabilities = [\"read\"] }"), "sys/audit");

    assertThat(server.audit().records("response"))
        .filteredOn(taken -> taken.members().containsKey("error"))
        .hasSize(3);
    assertThat(server.audit().records("request")).hasSameSizeAs(server.audit().records("response"));
  }

  private Value policyResults() {
    Value.Obj auth = (Value.Obj) server.audit().records("response").get(0).members().get("auth");
    return auth.members().get("policy_results");
  }

  @Test
  void theRecordNamesThePoliciesThatLetARequestPass() {
    String token = tokenWith("path \"auth/app/act\" { capabilities = [\"read\"] }");
    server.audit().clear();

    server.read(token, "auth/app/act");

    assertThat(policyResults())
        .isEqualTo(
            Values.of(
                Map.of(
                    "allowed",
                    true,
                    "granting_policies",
                    List.of(Map.of("name", "of-test", "namespace_id", "root", "type", "acl")))));
  }

  @Test
  void theRecordOfADeniedRequestNamesNoPolicy() {
    String token = tokenWith("path \"x\" { capabilities = [\"read\"] }");
    server.audit().clear();

    server.read(token, "auth/app/act");

    assertThat(policyResults()).isEqualTo(Values.of(Map.of("allowed", false)));
  }

  @Test
  void headersAreRecordedFromTheNextRequestOnInAnySpelling() {
    String path = "sys/config/auditing/request-headers/X-Trace";
    TestServer.done(server.write(root, path, Map.of("hmac", false)));
    server.audit().clear();
    ApiRequest plain = server.request(Operation.READ, root, "auth/app/act", RequestBody.NONE);

    server.answer(
        new ApiRequest(
            plain.id(),
            plain.operation(),
            plain.path(),
            plain.token(),
            plain.client(),
            plain.query(),
            plain.body(),
            plain.directives(),
            Map.of("x-trace", List.of("7"), "x-other", List.of("8"))));

    Value.Obj request =
        (Value.Obj) server.audit().records("request").get(0).members().get("request");
    assertThat(request.members().get("headers"))
        .isEqualTo(Values.of(Map.of("x-trace", List.of("7"))));
    assertThat(method.calls().get(0).request().headers()).isEmpty();
  }

  @Test
  void ofADescriptionOfTheApiTheLengthAloneIsRecorded() {
    server.answer(
        server.request(Operation.READ, root, "sys/internal/specs/openapi", RequestBody.NONE));
    server.answer(server.request(Operation.HELP, root, "sys", RequestBody.NONE));

    assertThat(server.audit().records("response"))
        .hasSize(2)
        .allSatisfy(
            record -> {
              Value.Obj response = (Value.Obj) record.members().get("response");
              Value.Obj data = (Value.Obj) response.members().get("data");
              assertThat(data.members()).containsOnlyKeys("bytes");
            });
  }

  @Test
  void aDeniedCallerIsNamed() {
    String weak = tokenWith("path \"x\" { capabilities = [\"read\"] }");
    server.audit().clear();

    server.read(weak, "auth/app/act");

    assertThat(server.audit().records())
        .allSatisfy(
            taken -> {
              Value.Obj auth = (Value.Obj) taken.members().get("auth");
              assertThat(auth.members().get("policies"))
                  .isEqualTo(Value.of(java.util.List.of("of-test")));
            });
  }

  @Test
  void aRefusedLoginIsRecorded() {
    method.act(
        call -> {
          throw RefusedException.invalid("no");
        });
    server.write("", "auth/azure-to-be/login", Map.of("jwt", "x"));
    server.write(root, "auth/app/act", Map.of());

    assertThat(server.audit().records("response"))
        .extracting(taken -> taken.members().get("error"))
        .containsExactly(Value.of("1 error occurred:\n\t* permission denied\n\n"), Value.of("no"));
    assertThat(server.audit().records("request")).hasSize(2);
  }

  @Test
  void whatIsNotThereIsRecordedLikeAnythingElse() {
    method.act(call -> new Answer.NotFound());

    server.read(root, "auth/app/act");
    server.read(root, "none/such");

    assertThat(server.audit().records("request")).hasSize(2);
    assertThat(server.audit().records("response")).hasSize(2);
  }

  @Test
  void aFaultIsRecordedLikeARefusal() {
    method.act(
        call -> {
          throw new IllegalStateException("a secret detail");
        });

    server.read(root, "auth/app/act");

    assertThat(server.audit().records()).hasSize(2);
    assertThat(text(1, "error")).isEqualTo("internal error");
  }

  @Test
  void aFaultBeforeTheHandlerIsRecordedWithItsRequest() {
    RequestBody broken =
        limit -> {
          throw new ServiceException(ErrorCode.STORE_BUSY, "detail");
        };

    server.answer(server.request(Operation.WRITE, root, "auth/app/act", broken));

    assertThat(server.audit().records("request")).hasSize(1);
    assertThat(server.audit().records("response")).hasSize(1);
  }

  @Test
  void whereNobodyRecordsTheRequestNothingRuns() {
    server.audit().failOnType("request");

    assertInternal(server.write(root, "auth/app/act", Map.of()));

    assertThat(method.calls()).isEmpty();
  }

  @Test
  @DisplayName("CVE-2026-46405: a login whose answer nobody records leaves no token")
  void aLoginWhoseAnswerNobodyRecordsLeavesNoToken() {
    int before = server.store().tokenCount();
    server.audit().failOnType("response");

    assertInternal(server.write("", "auth/app/login", Map.of()));

    assertThat(method.calls()).hasSize(1);
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  @DisplayName("CVE-2026-46405: a created token whose answer nobody records is withdrawn")
  void aCreatedTokenWhoseAnswerNobodyRecordsIsWithdrawn() {
    int before = server.store().tokenCount();
    server.audit().failOnType("response");

    assertInternal(server.write(root, "auth/token/create", Map.of("policies", "default")));

    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void aRenewedTokenWhoseAnswerNobodyRecordsStays() {
    String token = tokenWith("path \"auth/token/*\" { capabilities = [\"update\"] }");
    int before = server.store().tokenCount();
    server.audit().failOnType("response");

    assertInternal(server.write(token, "auth/token/renew-self", Map.of()));

    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void theTokenIsGoneBeforeTheCallerHearsOfTheFault() {
    server.auditOn(Runnable::run);
    Deque<Runnable> waiting = new ArrayDeque<>();
    server.retryOn(waiting::add);
    server.audit().failOnType("response");
    int before = server.store().tokenCount();

    CompletableFuture<ApiResponse> response =
        server
            .send(server.request(Operation.WRITE, "", "auth/app/login", RequestBody.NONE))
            .toCompletableFuture();

    server.store().awaitCommits();
    assertThat(response).isNotDone();
    waiting.remove().run();
    assertInternal(response.join().answer());
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void withoutAFreeThreadTheTokenIsWithdrawnAllTheSame() {
    server.retryOn(
        task -> {
          throw new RejectedExecutionException("full");
        });
    server.audit().failOnType("response");
    int before = server.store().tokenCount();

    assertInternal(server.write("", "auth/app/login", Map.of()));

    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void aWithdrawalThatFailsIsAnsweredAllTheSame() {
    server.store().endCommitsWith(CommitOutcome.COMMITTED, CommitOutcome.UNKNOWN);
    server.audit().failOnType("response");

    assertInternal(server.write("", "auth/app/login", Map.of()));
  }

  @Test
  void oneDeviceThatTakesTheRecordSuffices() {
    TestServer.done(server.write(root, "sys/audit/second", Map.of("type", "memory")));
    server.audit().clear();
    AtomicInteger writes = new AtomicInteger();
    server.audit().failOn(taken -> writes.incrementAndGet() % 2 == 1);

    TestServer.done(server.read(root, "auth/app/act"));
    assertThat(server.audit().records()).hasSize(2);
    assertThat(writes).hasValue(4);
  }

  @Test
  void aDeviceThatCouldNotBeOpenedIsTriedAgainAtEachRecord() {
    server.audit().unopenable(true);
    server.store().change(work -> work.beginEpoch());
    server.get(io.azimuth.application.audit.AuditBroker.class).close();
    assertInternal(server.read(root, "auth/app/act"));

    server.audit().unopenable(false);
    TestServer.done(server.read(root, "auth/app/act"));
  }

  @ParameterizedTest
  @CsvSource({
    "auth/token/revoke/my-id/extra, auth/token/revoke/%s, my-id/extra",
    "auth/token/my-id, auth/token/%s, my-id",
    "auth/token/my-id/revoke, auth/token/%s, my-id/revoke",
    "auth/token/roles/my-id/extra, auth/token/roles/%s, my-id/extra"
  })
  void aPathBelowTokensThatNoRouteServesIsHashedBehindItsFirstWord(
      String path, String shown, String hidden) {
    for (Operation operation : List.of(Operation.WRITE, Operation.DELETE, Operation.HELP)) {
      server.answer(server.request(operation, root, path, RequestBody.NONE));
    }

    String hash =
        ((Value.Text)
                data(server.write(root, "sys/audit-hash/memory", Map.of("input", hidden)))
                    .get("hash"))
            .text();
    List<Value.Obj> requests =
        server.audit().records().stream()
            .map(record -> (Value.Obj) record.members().get("request"))
            .filter(request -> !request.members().get("path").toString().contains("audit-hash"))
            .toList();
    assertThat(requests)
        .hasSize(6)
        .allSatisfy(
            request ->
                assertThat(request.members())
                    .containsEntry("path", Value.of(shown.formatted(hash))));
    assertThat(server.audit().records().toString()).doesNotContain("my-id");
  }

  @Test
  void aPathBelowTokensThatOtherVerbsHaveIsInClear() {
    server.delete(root, "auth/token/lookup-self");

    assertThat(server.audit().records().toString()).contains("text=auth/token/lookup-self]");
  }

  @Test
  void parametersThatTheRouteDoesNotKnowAreCounted() {
    List<String> many = Collections.nCopies(10_000, "a");
    server.write("", "sys/wrapping/lookup", Map.of("token", "x", "p", many));
    server.read(root, "auth/app/none", Map.of("p", "q"));

    List<Value.Obj> requests = server.audit().records("request");
    assertThat(requests)
        .hasSize(2)
        .allSatisfy(
            record -> {
              assertThat(record.toString().length()).isLessThan(2_000);
              assertThat(((Value.Obj) record.members().get("request")).members())
                  .containsKey("unknown_parameters");
            });
  }

  @Test
  void theRoomOfADeviceIsLookedUpEveryTenSeconds() {
    server.audit().room(new VolumeRoom(7, 100));
    server.clock().advance(Duration.ofSeconds(10));
    assertThat(room()).containsExactly(7.0);

    server.audit().room(new VolumeRoom(5, 100));
    server.clock().advance(Duration.ofSeconds(9));
    assertThat(room()).containsExactly(7.0);
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(room()).containsExactly(5.0);
  }

  private List<Double> room() {
    server.read(root, "auth/app/act");
    return server.metrics().numbers().stream()
        .filter(it -> it.name().equals("azimuth_audit_room_bytes"))
        .map(Measurement::value)
        .toList();
  }

  private static void assertInternal(Answer answer) {
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(refusal(answer).errors()).containsExactly("internal error");
  }

  private String text(int record, String name) {
    return ((Value.Text) server.audit().records().get(record).members().get(name)).text();
  }
}
