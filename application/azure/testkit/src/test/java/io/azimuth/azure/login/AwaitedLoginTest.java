package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that wait for Azure: what is done once, and what must not have changed meanwhile. */
class AwaitedLoginTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String GROUP = "eeeeeeee-0000-4000-8000-000000000001";
  private static final String JWT = "eyJ0.eyJ1.c2ln";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final Deque<Runnable> calls = new ArrayDeque<>();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    server
        .cloud()
        .offer(
            GroupDirectory.class,
            (access, principal, user, limit) -> new AzureAnswer.Done<>(Set.of(new GroupId(GROUP))));
    configure("https://vault.example");
    role(Map.of());
    server.verifier().accept(JWT, TestServer.START, claims());
    server.fetchOn(calls::add);
    server.retryOn(Runnable::run);
  }

  @Test
  void theTokenIsVerifiedOnceAndTheRequestRecordedOnce() {
    server.enableAudit(root);

    CompletableFuture<ApiResponse> login = login();
    assertThat(login).isNotDone();
    calls.remove().run();

    assertThat(envelope(login.join().answer()).auth()).isPresent();
    assertThat(server.verifier().verifications()).isEqualTo(1);
    assertThat(server.audit().records("request")).hasSize(1);
    assertThat(server.audit().records("response")).hasSize(1);
    assertThat(calls).isEmpty();
  }

  @Test
  void allWhoWaitForOneAnswerShareTheCall() {
    CompletableFuture<ApiResponse> first = login(); // creates the entity, which would be a conflict
    calls.remove().run();
    assertThat(envelope(first.join().answer()).auth()).isPresent();
    forgetGroups();
    long before = server.verifier().verifications();

    List<CompletableFuture<ApiResponse>> logins = List.of(login(), login(), login());

    assertThat(calls).hasSize(1);
    calls.remove().run();

    assertThat(logins)
        .allSatisfy(login -> assertThat(envelope(login.join().answer()).auth()).isPresent());
    assertThat(server.verifier().verifications() - before).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "batch"})
  void aRoleDeletedMeanwhileGivesNoToken(String type) {
    role(Map.of("token_type", type));
    CompletableFuture<ApiResponse> first = login();
    calls.remove().run();
    assertThat(envelope(first.join().answer()).auth().orElseThrow().type()).isEqualTo(type);
    forgetGroups();

    CompletableFuture<ApiResponse> login = login();
    done(server.delete(root, "auth/azure/role/web"));
    int tokens = server.store().tokenCount();
    calls.remove().run();

    Refusal refusal = refusal(login.join().answer());
    assertThat(refusal.category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal.errors()).containsExactly("invalid role name \"web\"");
    assertThat(server.store().tokenCount()).isEqualTo(tokens);
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "batch"})
  void aRoleChangedMeanwhileDecidesAsItIsNow(String type) {
    role(Map.of("token_type", type));
    CompletableFuture<ApiResponse> login = login();

    role(Map.of("token_type", type, "bound_group_ids", "eeeeeeee-0000-4000-8000-000000000002"));
    calls.remove().run();

    assertThat(refusal(login.join().answer()).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(server.verifier().verifications()).isEqualTo(2);
  }

  @Test
  void aConfigurationChangedMeanwhileAsksAnew() {
    CompletableFuture<ApiResponse> login = login();

    configure("https://another.example");
    calls.remove().run();
    assertThat(login).isNotDone();
    calls.remove().run();

    assertThat(envelope(login.join().answer()).auth()).isPresent();
    assertThat(server.verifier().lastExpectation().orElseThrow().audiences())
        .contains("https://another.example");
  }

  @Test
  void theDryRunWaitsTheSameWay() {
    CompletableFuture<ApiResponse> explained =
        server
            .send(
                server.request(
                    Operation.WRITE, root, "auth/azure/login/explain", maxBytes -> sent()))
            .toCompletableFuture();
    assertThat(explained).isNotDone();
    calls.remove().run();

    assertThat(TestServer.data(explained.join().answer()).get("granted")).isEqualTo(Value.of(true));
    assertThat(server.verifier().verifications()).isEqualTo(1);
  }

  private void forgetGroups() {
    server.clock().advance(Duration.ofHours(1));
    server.verifier().accept(JWT, server.clock().instant(), claims());
  }

  private CompletableFuture<ApiResponse> login() {
    return server
        .send(server.request(Operation.WRITE, "", "auth/azure/login", maxBytes -> sent()))
        .toCompletableFuture();
  }

  private static Value.Obj sent() {
    return Values.of(Map.of("role", "web", "jwt", JWT));
  }

  private void configure(String resource) {
    Answer answer =
        server.write(
            root,
            "auth/azure/config",
            Map.of(
                "tenant_id",
                FakeCloud.TENANT,
                "resource",
                resource,
                "resolve_groups",
                true,
                "client_id",
                "of-the-server",
                "client_secret",
                "secret"));
    done(answer);
  }

  private void role(Map<String, ?> further) {
    Map<String, Object> role = new HashMap<>(Map.of("bound_group_ids", GROUP));
    role.putAll(further);
    done(server.write(root, "auth/azure/role/web", role));
  }

  private static Map<String, ?> claims() {
    return Map.of(
        "oid",
        OID,
        "sub",
        OID,
        "tid",
        FakeCloud.TENANT,
        "ver",
        "1.0",
        "idtyp",
        "app",
        "_claim_names",
        Map.of("groups", "src1"));
  }
}
