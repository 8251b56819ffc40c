package io.azimuth.product.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.MachineDocuments;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestPostgres;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers on one PostgreSQL: what one of them acknowledged holds on all of them at once. */
@Tag("slow")
class SharedStoreTest {

  private static final int NODES = 3;

  private static final List<TestingServer> SERVERS = new ArrayList<>();
  private static TestPostgres postgres;
  private static String root;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    postgres = TestPostgres.start();
    String url = postgres.url();
    SERVERS.add(
        TestingServer.in(Files.createDirectory(directory.resolve("0")))
            .onPostgres(url)
            .furtherCloud("shared", block -> block)
            .start());
    String cloud =
        Files.readString(SERVERS.get(0).path("cloud.hcl")).replace("\"lab\"", "\"shared\"");
    for (int i = 1; i < NODES; i++) {
      Path own = Files.createDirectory(directory.resolve(String.valueOf(i)));
      SERVERS.add(
          TestingServer.in(own).onPostgres(url).joining(SERVERS.get(0)).config(cloud).start());
    }
    root = SERVERS.get(0).rootToken();
    node(0).as(root).write("sys/mounts/secret", Map.of("type", "kv-v2"));
    node(1).as(root).write("sys/mounts/plain", Map.of("type", "kv"));
  }

  @AfterAll
  static void stop() throws IOException {
    SERVERS.forEach(TestingServer::close);
    postgres.close();
  }

  private static TestingServer node(int number) {
    return SERVERS.get(number % NODES);
  }

  private static String tokenFor(String policy, String rules) {
    node(0).as(root).write("sys/policies/acl/" + policy, Map.of("policy", rules));
    return node(1)
        .as(root)
        .write("auth/token/create", Map.of("policies", policy, "ttl", "1h"))
        .clientToken();
  }

  @Test
  void revokedTokenIsRefusedByTheNextRequestToAnyNode() {
    for (int i = 0; i < 20; i++) {
      String token =
          node(i).as(root).write("auth/token/create", Map.of("policies", "default")).clientToken();
      String child = node(i + 1).as(token).get("auth/token/lookup-self").data().path("id").asText();
      assertThat(child).isEqualTo(token);
      node(i + 2).as(root).write("auth/token/revoke", Map.of("token", token));
      for (int j = 0; j < NODES; j++) {
        assertThat(node(i + j).as(token).get("auth/token/lookup-self").status()).isEqualTo(403);
      }
    }
  }

  @Test
  void policyHoldsEverywhereFromTheNextRequestOn() {
    String token = tokenFor("changing", "path \"plain/*\" { capabilities = [\"create\"] }");
    for (int i = 0; i < 10; i++) {
      String capability = i % 2 == 0 ? "read" : "create";
      node(i)
          .as(root)
          .write(
              "sys/policies/acl/changing",
              Map.of("policy", "path \"plain/*\" { capabilities = [\"" + capability + "\"] }"));
      assertThat(node(i + 1).as(token).get("plain/none").status())
          .isEqualTo(i % 2 == 0 ? 404 : 403);
    }
  }

  @Test
  void disabledMountIsGoneEverywhere() {
    for (int i = 0; i < 5; i++) {
      node(i).as(root).write("sys/mounts/passing", Map.of("type", "kv"));
      node(i + 1).as(root).write("passing/x", Map.of("a", "1"));
      assertThat(node(i + 2).as(root).get("passing/x").data().path("a").asText()).isEqualTo("1");
      node(i + 1).as(root).delete("sys/mounts/passing");
      assertThat(node(i + 2).as(root).get("passing/x").status()).isEqualTo(404);
    }
  }

  @Test
  void limitedTokenIsUsedExactlyAsOftenAsAllowed() throws Exception {
    String token =
        node(0)
            .as(root)
            .write("auth/token/create", Map.of("policies", "default", "num_uses", 30, "ttl", "1h"))
            .clientToken();
    Map<Integer, Long> statuses =
        together(60, i -> node(i).as(token).get("auth/token/lookup-self").status()).stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(statuses).isEqualTo(Map.of(200, 30L, 403, 30L));
  }

  @Test
  void wrappedAnswerIsOpenedOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      String wrapping =
          node(round)
              .as(root)
              .with("X-Vault-Wrap-TTL", "5m")
              .get("sys/mounts")
              .body()
              .path("wrap_info")
              .path("token")
              .asText();
      List<Integer> statuses =
          together(9, i -> node(i).as(wrapping).post("sys/wrapping/unwrap", Map.of()).status());
      assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }
  }

  @Test
  void tokenOfAzureThatLogsInOnceDoesSoOnOneNodeAlone() throws Exception {
    AzureMount mount =
        AzureMount.enable(node(0), "once")
            .with("environment", "shared")
            .role("plain")
            .role("ci", "single_use_tokens", true);
    SERVERS.forEach(
        server ->
            Waiting.until(
                Duration.ofSeconds(30),
                () -> login(server, mount, "plain", mount.jwt()).status() == 200));
    for (int round = 0; round < 5; round++) {
      String jwt = mount.jwt();
      Map<Integer, Long> statuses =
          together(30, i -> login(node(i), mount, "ci", jwt).status()).stream()
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(statuses).isEqualTo(Map.of(200, 1L, 403, 29L));
      assertThat(login(node(round), mount, "ci", jwt).data().path("reasons").path(0).path("code"))
          .hasToString("\"token_replayed\"");
    }
  }

  @Test
  void documentOfAMachineLogsInOnOneNodeAlone() throws Exception {
    AzureMount mount =
        AzureMount.enable(node(0), "attested")
            .readingResources()
            .with("environment", "shared")
            .role("plain", "bound_subscription_ids", ResourceFixture.SUBSCRIPTION)
            .role(
                "machines",
                "bound_subscription_ids",
                ResourceFixture.SUBSCRIPTION,
                "require_attested_document",
                true);
    MachineDocuments documents = new MachineDocuments(node(0).azure());
    SERVERS.forEach(
        server ->
            Waiting.until(
                Duration.ofSeconds(30),
                () -> login(server, mount, "plain", mount.jwt()).status() == 200));
    for (TestingServer server : SERVERS) { // each knows the signer's certificate from then on
      Map<String, Object> body = attested(server, mount, documents);
      assertThat(server.anonymous().post(mount.at("login"), body).status()).isEqualTo(200);
    }
    for (int round = 0; round < 3; round++) {
      Map<String, Object> body = attested(node(round), mount, documents);
      Map<Integer, Long> statuses =
          together(30, i -> node(i).anonymous().post(mount.at("login"), body).status()).stream()
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(statuses).isEqualTo(Map.of(200, 1L, 403, 29L));
      assertThat(
              node(round)
                  .anonymous()
                  .post(mount.at("login"), body)
                  .data()
                  .path("reasons")
                  .path(0)
                  .path("code"))
          .hasToString("\"attested_nonce_unknown\"");
    }
  }

  /** A login with a document that signs a nonce of this server. */
  private static Map<String, Object> attested(
      TestingServer server, AzureMount mount, MachineDocuments documents) throws Exception {
    String nonce =
        server.anonymous().post(mount.at("login/nonce"), Map.of()).data().path("nonce").asText();
    return AzureMount.request(
        "machines", mount.jwt(), "attested_document", documents.of("web-1", nonce));
  }

  private static Reply login(TestingServer server, AzureMount mount, String role, String jwt) {
    return mount.login(server.anonymous(), role, jwt);
  }

  @Test
  void noCheckAndSetWriteIsLost() throws Exception {
    node(0).as(root).write("secret/data/counter", Map.of("data", Map.of("n", 0)));
    List<Integer> written = together(12, i -> countUp(i, 10));
    assertThat(written.stream().mapToInt(Integer::intValue).sum()).isEqualTo(120);
    Reply end = node(2).as(root).get("secret/data/counter");
    assertThat(end.data().path("data").path("n").asInt()).isEqualTo(120);
    assertThat(end.data().path("metadata").path("version").asInt()).isEqualTo(121);
  }

  private static int countUp(int number, int times) {
    int done = 0;
    for (int i = 0; done < times; i++) {
      JsonNode data = node(number + i).as(root).get("secret/data/counter").data();
      int version = data.path("metadata").path("version").asInt();
      Reply reply =
          node(number + i + 1)
              .as(root)
              .post(
                  "secret/data/counter",
                  Map.of(
                      "options", Map.of("cas", version),
                      "data", Map.of("n", data.path("data").path("n").asInt() + 1)));
      done += reply.status() == 200 ? 1 : 0;
    }
    return done;
  }

  @Test
  void keyThatOneNodeMadeIsUsedByAll() {
    for (int i = 0; i < 6; i++) {
      node(i).as(root).write("sys/rotate", Map.of());
      node(i + 1).as(root).write("plain/rotated", Map.of("i", i));
      assertThat(node(i + 2).as(root).get("plain/rotated").data().path("i").asInt()).isEqualTo(i);
    }
  }

  @Test
  void oneNodeLeadsAndAnotherOneTakesOver() {
    int first = leaderOtherThan(-1);
    Waiting.until(Duration.ofSeconds(30), () -> members() == NODES);
    assertThat(node(first).as(root).post("sys/step-down", Map.of()).status()).isEqualTo(204);
    int second = leaderOtherThan(first);
    node(second).stop();
    try {
      Waiting.until(
          Duration.ofSeconds(30), () -> leads(node(second + 1)) || leads(node(second + 2)));
    } finally {
      node(second).start();
    }
    Waiting.until(Duration.ofSeconds(30), () -> leaders().size() == 1 && members() == NODES);
    assertThat(node(second).as(root).get("sys/mounts").status()).isEqualTo(200);
  }

  /** Waits until one node says that it leads, and it is not that one. */
  private static int leaderOtherThan(int former) {
    List<Integer> found = new ArrayList<>();
    Waiting.until(
        Duration.ofSeconds(30),
        () -> {
          found.clear();
          found.addAll(leaders());
          return found.size() == 1 && found.get(0) != former;
        });
    return found.get(0);
  }

  private static List<Integer> leaders() {
    return IntStream.range(0, NODES).filter(number -> leads(node(number))).boxed().toList();
  }

  private static boolean leads(TestingServer server) {
    return server.anonymous().get("sys/leader").body().path("is_self").asBoolean();
  }

  private static long members() {
    JsonNode nodes = node(0).as(root).get("sys/ha-status").data().path("nodes");
    return StreamSupport.stream(nodes.spliterator(), false).count();
  }

  private static List<Integer> together(int times, Step step) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        int number = i;
        tasks.add(() -> step.run(number));
      }
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }

  @FunctionalInterface
  private interface Step {
    int run(int number) throws Exception;
  }
}
