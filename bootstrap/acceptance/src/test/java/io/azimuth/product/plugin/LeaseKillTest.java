package io.azimuth.product.plugin;

import static io.azimuth.adapters.azure.simulator.fault.FaultMode.HANG;
import static io.azimuth.adapters.azure.simulator.fault.FaultMode.HANG_AFTER;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_ADD_PASSWORD;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_REMOVE_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedClock;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed while it gives out client secrets under 200 leases, and while it removes
 * them, at each step between Graph and the store. In the end each secret in Graph has its lease,
 * and each lease its secret.
 */
@Tag("soak")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the last one ends all leases of the others
class LeaseKillTest {

  private static final String APPLICATION = "azimuth-server";
  private static final String CREDENTIALS = "azure/creds/web";
  private static final int AT_ONCE = 30;

  /** A sweep removes so many secrets at a time. */
  private static final int REMOVED_AT_ONCE = 16;

  private static final Duration LONGER_THAN_PENDING = Duration.ofMinutes(7);
  private static final Duration LONGER_THAN_LEASES = Duration.ofHours(30);

  /** The clock moves so far each time that a condition was looked at in vain. */
  private static final Duration LEAP = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long BETWEEN_LOOKS = 100_000_000; // in nanoseconds
  private static final Pattern AUTHORITY = Pattern.compile("authority_host\\s*= \"([^\"]+)\"");

  @TempDir private static Path directory;
  @TempDir private static Path scratch;

  private static final Random RANDOM = new Random();
  private static final Set<String> ANSWERED = new HashSet<>(); // ids of leases, not yet revoked
  private static final Set<String> SECRETS = new HashSet<>();
  private static SharedClock clock;
  private static TestingServer server;
  private static Set<String> ofOthers;

  @BeforeAll
  static void start() throws Exception {
    PluginBuild.credentials(directory.resolve("plugins"), scratch);
    clock = SharedClock.in(directory.resolve("clock"));
    server =
        TestingServer.in(directory)
            .onMapDb()
            .inItsOwnProcess()
            .clock(clock)
            .config("plugin_directory = \"plugins\"")
            .furtherCloud("credentials", LeaseKillTest::settings)
            .start();
    ofOthers = inGraph();
    server.root().write("sys/mounts/azure", Map.of("type", "azure-credentials"));
    configure(
        "azure/config",
        "{\"tenant_id\": \"%s\", \"client_id\": \"%s\", \"client_secret\": \"%s\"}"
            .formatted(AzureMount.TENANT, AzureMount.client(10), "lab-secret-of-azimuth-server"));
    configure(
        "azure/roles/web",
        "{\"application_object_id\": \"abababab-0000-4000-8000-000000000010\", \"ttl\": \"24h\"}");
    await("the first secret", () -> server.root().get(CREDENTIALS).status() == 200);
  }

  // Ids are no secrets, but the client takes each text for one that it finds in such a body. A body
  // that begins with a space it does not read.
  private static void configure(String path, String body) {
    assertThat(server.root().send("POST", path, " " + body).status()).isEqualTo(204);
  }

  private static String settings(String lab) {
    Matcher authority = AUTHORITY.matcher(lab);
    assertThat(authority.find()).isTrue();
    return """
    plugin "azure-credentials" {
      authority_host = "%1$s"
      graph          = "%1$s"
      ca_cert_file   = "%2$s"
    }
    """
        .formatted(authority.group(1), directory.resolve("ca.pem"));
  }

  @AfterAll
  static void stop() {
    String log = server.log();
    server.close();
    assertThat(log).doesNotContain(SECRETS);
  }

  @Test
  @Order(1)
  void beforeGraphAddsASecret() {
    killedWhileAdding(HANG);
    assertEachSecretHasItsLease();
  }

  @Test
  @Order(2)
  void afterGraphAddedASecretAndBeforeItsLeaseIsWritten() {
    killedWhileAdding(HANG_AFTER);
    assertEachSecretHasItsLease();
  }

  @Test
  @Order(3)
  void beforeGraphRemovesASecret() {
    killedWhileRemoving(HANG);
    assertEachSecretHasItsLease();
  }

  @Test
  @Order(4)
  void afterGraphRemovedASecretAndBeforeItsLeaseIsRemoved() {
    killedWhileRemoving(HANG_AFTER);
    assertEachSecretHasItsLease();
  }

  @Test
  @Order(5)
  void whileTheSecretsOfPendingLeasesAreRemoved() {
    killedWhileAdding(HANG_AFTER);
    killedWhile(
        GRAPH_REMOVE_PASSWORD,
        HANG_AFTER,
        held -> held >= REMOVED_AT_ONCE,
        () -> clock.advance(LONGER_THAN_PENDING));
    assertEachSecretHasItsLease();
  }

  @Test
  @Order(6)
  void atRandom() {
    for (int round = 0; round < 2; round++) {
      List<CompletableFuture<Reply>> answers = ask(25);
      int until = 1 + RANDOM.nextInt(answers.size());
      await("answer " + until, () -> answered(answers).count() >= until);
      killAndRestart();
      answered(answers).forEach(LeaseKillTest::keep);
      assertEachSecretHasItsLease();
    }
  }

  @Test
  @Order(7)
  void afterTheirTimeNothingIsLeft() {
    assertThat(leases()).isNotEmpty();
    clock.advance(LONGER_THAN_LEASES);
    await("all secrets are gone", () -> inGraph().equals(ofOthers));
    assertThat(leases()).isEmpty();
    assertThat(irrevocable()).isZero();
  }

  private static void killedWhileAdding(FaultMode mode) {
    List<CompletableFuture<Reply>> asked = new ArrayList<>();
    killedWhile(
        GRAPH_ADD_PASSWORD,
        mode,
        held -> held + asked.stream().filter(CompletableFuture::isDone).count() >= AT_ONCE,
        () -> asked.addAll(ask(AT_ONCE)));
  }

  private static void killedWhileRemoving(FaultMode mode) {
    List<CompletableFuture<Reply>> given = ask(AT_ONCE);
    List<String> ids = given.stream().map(one -> keep(one.join())).toList();
    killedWhile(
        GRAPH_REMOVE_PASSWORD,
        mode,
        held -> held >= REMOVED_AT_ONCE,
        () -> ids.forEach(id -> server.root().write("sys/leases/revoke", Map.of("lease_id", id))));
    ids.forEach(ANSWERED::remove);
  }

  // Calls are held when the process is killed: that is between Graph and the store.
  private static void killedWhile(
      SimulatorEndpoint endpoint, FaultMode mode, LongPredicate enough, Runnable action) {
    long before = calls(endpoint);
    server.azure().fault(SimulatedFault.of(endpoint, mode));
    action.run();
    await(endpoint + " " + mode, () -> enough.test(calls(endpoint) - before));
    killAndRestart();
    server.azure().fault(SimulatedFault.of(endpoint, FaultMode.NONE));
    assertThat(calls(endpoint)).isGreaterThan(before);
  }

  private static long calls(SimulatorEndpoint endpoint) {
    return server.azure().requestCounts().getOrDefault(endpoint, 0L);
  }

  private static void killAndRestart() {
    server.kill();
    server.start();
  }

  private static List<CompletableFuture<Reply>> ask(int times) {
    return Stream.generate(() -> server.root().sendLater("GET", CREDENTIALS, ""))
        .limit(times)
        .toList();
  }

  private static Stream<Reply> answered(List<CompletableFuture<Reply>> answers) {
    return answers.stream()
        .filter(one -> one.isDone() && !one.isCompletedExceptionally())
        .map(CompletableFuture::join);
  }

  private static String keep(Reply answer) {
    assertThat(answer.status()).as("%s", answer.errors()).isEqualTo(200);
    String id = answer.body().path("lease_id").asText();
    ANSWERED.add(id);
    SECRETS.add(answer.data().path("client_secret").asText());
    return id;
  }

  private static void assertEachSecretHasItsLease() {
    clock.advance(LONGER_THAN_PENDING);
    await("each secret has its lease", () -> ofLeases().equals(leases()));
    assertThat(leases()).containsAll(names(ANSWERED));
    assertThat(inGraph()).containsAll(ofOthers);
  }

  private static Set<String> ofLeases() {
    Set<String> all = inGraph();
    all.removeAll(ofOthers);
    return all;
  }

  private static Set<String> inGraph() {
    return server.azure().graph().passwords(APPLICATION).stream()
        .map(ListedPassword::displayName)
        .map(name -> name.orElse(""))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<String> leases() {
    Reply listed = server.root().list("sys/leases/lookup/" + CREDENTIALS);
    return listed.status() == 404 ? Set.of() : Set.copyOf(Reply.texts(listed.data().path("keys")));
  }

  private static int irrevocable() {
    Reply failing = server.root().get("sys/leases?type=irrevocable");
    return failing.data().path("lease_count").asInt(-1);
  }

  private static Set<String> names(Set<String> ids) {
    return ids.stream()
        .map(id -> id.substring(CREDENTIALS.length() + 1))
        .collect(Collectors.toSet());
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(BETWEEN_LOOKS);
      clock.advance(LEAP); // a failed attempt is repeated by the clock
    }
  }
}
