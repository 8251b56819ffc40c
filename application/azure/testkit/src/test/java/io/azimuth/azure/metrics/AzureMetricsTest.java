package io.azimuth.azure.metrics;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted of the calls that logins cause, and of the facts that they use. */
class AzureMetricsTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String GROUP = "eeeeeeee-0000-4000-8000-000000000001";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String MACHINE =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
          + "Microsoft.Compute/virtualMachines/web-1";
  private static final DirectoryAnswer FOUND =
      new DirectoryAnswer.Found(
          new ResourceFacts(
              ResourceId.parse(MACHINE).orElseThrow(),
              Optional.empty(),
              Optional.of(new PrincipalId(OID)),
              Set.of(),
              Optional.empty()));

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private DirectoryAnswer machine = FOUND;
  private AzureAnswer<Set<GroupId>> groups = new AzureAnswer.Done<>(Set.of(new GroupId(GROUP)));

  @BeforeEach
  void configure() {
    server.cloud().offer(ResourceDirectory.class, (access, id, limit) -> machine);
    server.cloud().offer(GroupDirectory.class, (access, principal, user, limit) -> groups);
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of(
                "tenant_id",
                FakeCloud.TENANT,
                "resource",
                "https://vault.example",
                "resource_stale_ttl",
                "1h",
                "resolve_groups",
                true)));
    done(
        server.write(
            root,
            "auth/azure/role/machines",
            Map.of("bound_service_principal_ids", OID, "bound_resource_groups", "rg-web")));
    done(server.write(root, "auth/azure/role/members", Map.of("bound_group_ids", GROUP)));
    server.verifier().accept(JWT, TestServer.START, claims());
  }

  @Test
  void aLoginCountsItsCallAndTheNextOneItsCachedFact() {
    assertThat(envelope(login("machines")).auth()).isPresent();

    assertThat(calls("resource_manager", "ok")).isEqualTo(1);
    assertThat(lookups("resource", "asked")).isEqualTo(1);
    assertThat(server.metrics().timers())
        .filteredOn(it -> it.name().equals("azimuth_azure_call_duration_seconds"))
        .extracting(TimerReading::labels, TimerReading::count)
        .containsExactly(tuple(service("resource_manager"), 1L));

    assertThat(envelope(login("machines")).auth()).isPresent();

    assertThat(calls("resource_manager", "ok")).isEqualTo(1);
    assertThat(lookups("resource", "cached")).isEqualTo(1);
    assertThat(lookups("resource", "asked")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource
  void eachAnswerOfResourceManagerHasItsOutcome(DirectoryAnswer answer, String outcome) {
    machine = answer;

    refusal(login("machines"));

    assertThat(calls("resource_manager", outcome)).isEqualTo(1);
    assertThat(retryAfter("resource_manager")).isZero();
  }

  static Stream<Arguments> eachAnswerOfResourceManagerHasItsOutcome() {
    return Stream.of(
        Arguments.of(new DirectoryAnswer.Absent(), "absent"),
        Arguments.of(new DirectoryAnswer.Forbidden(), "forbidden"),
        Arguments.of(new DirectoryAnswer.Down("down"), "unavailable"),
        Arguments.of(new DirectoryAnswer.Unusable("html"), "failed"));
  }

  @Test
  void howLongAzureAsksToWaitGoesDownToZero() {
    machine = new DirectoryAnswer.Throttled(Duration.ofSeconds(30));

    refusal(login("machines"));

    assertThat(calls("resource_manager", "throttled")).isEqualTo(1);
    assertThat(retryAfter("resource_manager")).isEqualTo(30);
    assertThat(retryAfter("graph")).isZero();
    server.clock().advance(Duration.ofSeconds(20));
    assertThat(retryAfter("resource_manager")).isEqualTo(10);
    server.clock().advance(Duration.ofSeconds(11));
    assertThat(retryAfter("resource_manager")).isZero();
  }

  @Test
  void theOldestStaleFactIsShownForFiveMinutes() {
    login("machines");
    machine = new DirectoryAnswer.Down("down");
    assertThat(staleAge("resource")).isZero();

    server.clock().advance(Duration.ofMinutes(10));
    assertThat(envelope(login("machines")).auth()).isPresent();

    assertThat(lookups("resource", "stale")).isEqualTo(1);
    assertThat(lookups("resource", "asked")).as("the first login").isEqualTo(1);
    assertThat(staleAge("resource")).isEqualTo(600);
    assertThat(staleAge("groups")).isZero();
    server.clock().advance(Duration.ofMinutes(4));
    assertThat(staleAge("resource")).isEqualTo(600);
    server.clock().advance(Duration.ofMinutes(1));
    assertThat(staleAge("resource")).isZero();
  }

  @Test
  void whoWaitsForTheCallOfAnotherLoginSharesIt() {
    Deque<Runnable> calls = new ArrayDeque<>();
    server.fetchOn(calls::add);
    server.retryOn(Runnable::run);

    List<CompletableFuture<ApiResponse>> logins = List.of(begin(), begin(), begin());
    calls.remove().run();
    logins.forEach(CompletableFuture::join);

    assertThat(calls("resource_manager", "ok")).isEqualTo(1);
    assertThat(lookups("resource", "asked")).isEqualTo(1);
    assertThat(lookups("resource", "shared")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void groupsAreCountedAsGraph() {
    assertThat(envelope(login("members")).auth()).isPresent();
    assertThat(envelope(login("members")).auth()).isPresent();

    assertThat(calls("graph", "ok")).isEqualTo(1);
    assertThat(lookups("groups", "asked")).isEqualTo(1);
    assertThat(lookups("groups", "cached")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource
  void eachAnswerOfGraphHasItsOutcome(
      AzureAnswer<Set<GroupId>> answer, String outcome, double retryAfter) {
    groups = answer;

    refusal(login("members"));

    assertThat(calls("graph", outcome)).isPositive();
    assertThat(retryAfter("graph")).isEqualTo(retryAfter);
  }

  static Stream<Arguments> eachAnswerOfGraphHasItsOutcome() {
    return Stream.of(
        Arguments.of(new AzureAnswer.Refused<>("no"), "forbidden", 0),
        Arguments.of(new AzureAnswer.Uncertain<>("lost"), "unavailable", 0),
        Arguments.of(new AzureAnswer.Unusable<>("odd"), "failed", 0),
        Arguments.of(new AzureAnswer.Unavailable<>("down", Duration.ZERO), "unavailable", 0),
        Arguments.of(
            new AzureAnswer.Unavailable<>("throttled", Duration.ofSeconds(40)), "throttled", 40));
  }

  @Test
  void nothingThatACallerChoosesIsALabel() {
    for (int i = 0; i < 5; i++) {
      server.write("", "auth/azure/login", Map.of("role", "role-" + i, "jwt", JWT + i));
    }
    login("machines");

    assertThat(server.metrics().numbers())
        .filteredOn(it -> it.name().startsWith("azimuth_azure_"))
        .flatExtracting(it -> it.labels().values())
        .isSubsetOf(
            "resource_manager",
            "graph",
            "ok",
            "resource",
            "groups",
            "asked",
            "machine_gone",
            "identity_removed");
  }

  private Answer login(String role) {
    return server.write("", "auth/azure/login", Map.of("role", role, "jwt", JWT));
  }

  private CompletableFuture<ApiResponse> begin() {
    return server
        .send(
            server.request(
                Operation.WRITE,
                "",
                "auth/azure/login",
                maxBytes -> Values.of(Map.of("role", "machines", "jwt", JWT))))
        .toCompletableFuture();
  }

  private double calls(String service, String outcome) {
    return number("azimuth_azure_calls_total", Map.of("service", service, "outcome", outcome));
  }

  private double lookups(String kind, String source) {
    return number("azimuth_azure_lookups_total", Map.of("kind", kind, "source", source));
  }

  private double retryAfter(String service) {
    return present("azimuth_azure_retry_after_seconds", service(service));
  }

  private double staleAge(String kind) {
    return present("azimuth_azure_stale_age_seconds", Map.of("kind", kind));
  }

  private double number(String name, Map<String, String> labels) {
    return server.metrics().number(name, labels);
  }

  private double present(String name, Map<String, String> labels) {
    List<Measurement> found =
        server.metrics().numbers().stream()
            .filter(it -> it.name().equals(name) && it.labels().equals(labels))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0).value();
  }

  private static Map<String, String> service(String name) {
    return Map.of("service", name);
  }

  private static Map<String, ?> claims() {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
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
                Map.of("groups", "src1")));
    claims.put("xms_mirid", MACHINE);
    return claims;
  }
}
