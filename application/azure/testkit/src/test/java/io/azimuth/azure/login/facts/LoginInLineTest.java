package io.azimuth.azure.login.facts;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.gateway.Gateway;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins that wait in line, through the whole server, while Azure throttles it. */
class LoginInLineTest {

  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final List<String> reads = new CopyOnWriteArrayList<>();
  private volatile Optional<Duration> throttling = Optional.empty();

  @BeforeEach
  void configure() {
    server
        .cloud()
        .offer(
            ResourceDirectory.class,
            (access, id, limit) -> {
              reads.add(id.name());
              return throttling
                  .<DirectoryAnswer>map(DirectoryAnswer.Throttled::new)
                  .orElseGet(() -> found(id));
            });
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    configure(Map.of());
    role("rg-web");
    for (int machine = 1; machine <= 5; machine++) {
      server.verifier().accept(jwt(machine), TestServer.START, claims(machine));
    }
  }

  @Test
  void aThrottledLoginIsGrantedWhenThePauseIsOver() throws Exception {
    server.enableAudit(root);
    throttling = Optional.of(SHORT);

    CompletableFuture<ApiResponse> login = login(1);

    assertThat(login).isNotDone();
    endThrottling();
    assertThat(envelope(answer(login)).auth()).isPresent();
    assertThat(reads).containsExactly("web-1", "web-1");
    assertThat(server.audit().records("response").toString()).contains("waited_ms");
    assertThat(waits("answered")).isEqualTo(1);
  }

  @Test
  void whatIsKnownIsAnsweredAtOnceWhileOthersWait() {
    assertThat(envelope(login(1).join().answer()).auth()).isPresent();
    throttling = Optional.of(LONG);
    CompletableFuture<ApiResponse> waiting = login(2);

    assertThat(envelope(login(1).join().answer()).auth()).isPresent();
    assertThat(waiting).isNotDone();
  }

  @Test
  void aNewMachineWaitsBehindTheOthersAndIsNotAskedFor() {
    throttling = Optional.of(LONG);
    CompletableFuture<ApiResponse> first = login(1);
    throttling = Optional.empty();

    CompletableFuture<ApiResponse> second = login(2);

    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(reads).containsExactly("web-1");
    assertThat(waiting()).isEqualTo(2);
    assertThat(data(server.read(root, "auth/azure/config/status")).get("logins_waiting"))
        .isEqualTo(Value.of(2));
  }

  @Test
  void whenItsTimeIsUpALoginComesAgain() throws Exception {
    configure(Map.of("login_timeout", "1s"));
    throttling = Optional.of(Duration.ofMillis(50)); // the clock stands, so it does not end

    Refusal refusal = refusal(answer(login(1)));

    assertThrottled(refusal);
    assertThat(waits("late")).isEqualTo(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void aPauseThatIsTooLongIsSaidAtOnce() {
    throttling = Optional.of(Duration.ofSeconds(31));

    Refusal refusal = refusal(login(1).join().answer());

    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(31));
    assertThat(waiting()).isZero();
    assertThat(data(server.read(root, "auth/azure/config/status")).get("advice"))
        .asString()
        .contains("Azure throttles this server until")
        .contains("Azure throttles this server: raise resource_cache_ttl (60 s now), set");
  }

  @Test
  void withoutATimeoutNobodyWaits() {
    configure(Map.of("login_timeout", 0));
    throttling = Optional.of(SHORT);

    assertThrottled(refusal(login(1).join().answer()));
  }

  @Test
  void anExplanationNeverWaits() {
    throttling = Optional.of(LONG);

    Map<String, Value> explained =
        data(server.write(root, "auth/azure/login/explain", Map.of("role", "web", "jwt", jwt(1))));

    assertThat(explained.get("granted")).isEqualTo(Value.of(false));
    assertThat(explained.get("checks").toString())
        .contains(ErrorCode.RESOURCE_MANAGER_THROTTLED.sentence());
    assertThat(waiting()).isZero();
  }

  @Test
  void staleFactsAreUsedAtOnceInsteadOfWaiting() {
    configure(Map.of("resource_stale_ttl", "1h"));
    assertThat(envelope(login(1).join().answer()).auth()).isPresent();
    server.clock().advance(Duration.ofMinutes(2));
    throttling = Optional.of(LONG);
    CompletableFuture<ApiResponse> other = login(2);

    assertThat(envelope(login(1).join().answer()).auth()).isPresent();
    assertThat(other).isNotDone();
    assertThat(reads).containsExactly("web-1", "web-2");
  }

  @Test
  void aServerThatStopsSendsThemAway() throws Exception {
    throttling = Optional.of(LONG);
    CompletableFuture<ApiResponse> before = login(1);

    server.get(Gateway.class).endTurns();
    CompletableFuture<ApiResponse> after = login(2);

    assertThrottled(refusal(answer(before)));
    assertThrottled(refusal(answer(after)));
    assertThat(waiting()).isZero();
  }

  @Test
  void aRoleThatChangesMeanwhileCostsNoPlace() throws Exception {
    throttling = Optional.of(SHORT);
    CompletableFuture<ApiResponse> login = login(1);

    role("rg-other");
    endThrottling();

    assertThat(refusal(answer(login)).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(reads).containsExactly("web-1", "web-1");
  }

  private void role(String group) {
    done(
        server.write(
            root,
            "auth/azure/role/web",
            Map.of(
                "bound_subscription_ids", SUBSCRIPTION,
                "bound_service_principal_ids", "*",
                "bound_resource_groups", group)));
  }

  private void endThrottling() {
    throttling = Optional.empty();
    server.clock().advance(SHORT);
  }

  private static void assertThrottled(Refusal refusal) {
    assertThat(refusal.category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal.errors()).containsExactly(ErrorCode.RESOURCE_MANAGER_THROTTLED.sentence());
    assertThat(refusal.retryAfter()).isPresent();
  }

  private static Answer answer(CompletableFuture<ApiResponse> login) throws Exception {
    return login.get(1, TimeUnit.MINUTES).answer();
  }

  private double waits(String outcome) {
    return server.metrics().number("azimuth_azure_login_waits_total", Map.of("outcome", outcome));
  }

  private double waiting() {
    return server.metrics().number("azimuth_azure_logins_waiting", Map.of());
  }

  private CompletableFuture<ApiResponse> login(int machine) {
    return server
        .send(
            server.request(
                Operation.WRITE,
                "",
                "auth/azure/login",
                maxBytes -> Values.of(Map.of("role", "web", "jwt", jwt(machine)))))
        .toCompletableFuture();
  }

  private void configure(Map<String, ?> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("tenant_id", FakeCloud.TENANT);
    config.put("resource", "https://vault.example");
    done(server.write(root, "auth/azure/config", config));
  }

  private static String jwt(int machine) {
    return "eyJ0.eyJ1.c2ln" + machine;
  }

  private static Map<String, ?> claims(int machine) {
    return Map.of(
        "oid",
        oid(machine),
        "sub",
        oid(machine),
        "tid",
        FakeCloud.TENANT,
        "ver",
        "1.0",
        "idtyp",
        "app",
        "xms_mirid",
        "/subscriptions/"
            + SUBSCRIPTION
            + "/resourceGroups/rg-web/providers/"
            + "Microsoft.Compute/virtualMachines/web-"
            + machine);
  }

  private static String oid(int machine) {
    return "bbbbbbbb-0000-4000-8000-%012d".formatted(machine);
  }

  private static DirectoryAnswer found(ResourceId id) {
    String number = id.name().substring("web-".length());
    return new DirectoryAnswer.Found(
        new ResourceFacts(
            id,
            Optional.empty(),
            Optional.of(new PrincipalId(oid(Integer.parseInt(number)))),
            Set.of(),
            Optional.empty()));
  }
}
