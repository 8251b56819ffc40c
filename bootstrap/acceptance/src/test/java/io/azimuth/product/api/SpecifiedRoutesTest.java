package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AzureMethod;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route: which callers it accepts and what it answers. The tables are in {@code
 * src/test/resources/routes}, and each answer is what the OpenAPI document says. Their rows run in
 * order on one server, so a row may use what earlier rows created. Those of the azure method are
 * left out in a build without it.
 */
final class SpecifiedRoutesTest {

  private static final String DENIED = "1 error occurred:\n\t* permission denied\n\n";
  private static final String BAD_TOKEN =
      "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";
  private static final String NO_TOKEN_OF_OURS = "azs.AAAAAAAAAAAAAAAAAAAAAAAA";
  private static final List<String> TABLES =
      List.of(
          "init.txt",
          "status.txt",
          "auth.txt",
          "mounts.txt",
          "preflight.txt",
          "policies.txt",
          "legacy-policies.txt",
          "capabilities.txt",
          "explain.txt",
          "wrapping.txt",
          "leases.txt",
          "audit.txt",
          "tokens.txt",
          "token-roles.txt",
          "entities.txt",
          "issuer.txt",
          "kv.txt",
          "approle.txt",
          "azure-config.txt",
          "jwt.txt",
          "kubernetes.txt",
          "azure-advice.txt",
          "rotate-root.txt",
          "metrics.txt",
          "inspect.txt",
          "counters.txt",
          "quotas.txt",
          "tools.txt",
          "unsupported.txt",
          "seal.txt");
  private static final Set<String> OF_AZURE =
      Set.of("azure-config.txt", "azure-advice.txt", "rotate-root.txt");
  private static final Pattern STATUS = Pattern.compile("^sys/(health|seal-status|init|leader)");
  private static final List<String> ALL =
      List.of("create", "read", "update", "delete", "list", "scan", "patch", "sudo");

  private static TestingServer server;
  private static TestingServer uninitialised;
  private static JwtMount machines;
  private static Optional<AzureMount> azure = Optional.empty();
  private static TestingClient nobody;
  private static Map<String, TestingClient> allBut;
  private static DescribedAnswers described;

  @BeforeAll
  static void start(@TempDir Path directory, @TempDir Path other) {
    server = TestingServer.in(directory).clock(StandingClock.standing()).start();
    uninitialised = TestingServer.in(other).uninitialised().start();
    Object[] web = {"token_policies", "web", "token_ttl", "1h"};
    machines = JwtMount.enable(server, "machines").role("web", web);
    if (AzureMethod.isPresent()) {
      azure = Optional.of(AzureMount.enable(server, "azure").role("web", web));
    }
    nobody = server.as(server.tokenOf("grants-nothing"));
    allBut =
        ALL.stream()
            .collect(
                Collectors.toMap(needed -> needed, needed -> server.as(tokenOfAllBut(needed))));
    described = new DescribedAnswers(() -> server.root().get("sys/internal/specs/openapi"));
  }

  @AfterAll
  static void stop() {
    server.close();
    uninitialised.close();
  }

  static Stream<RouteRow> rows() {
    return TABLES.stream()
        .filter(table -> AzureMethod.isPresent() || !OF_AZURE.contains(table))
        .flatMap(table -> RouteRow.table(table).stream());
  }

  static Stream<RouteRow> guardedRows() {
    return rows().filter(row -> !row.evenSealed() && !servedWhileSealed(row));
  }

  // The paths of rows that are also served while the server is sealed. Sealing a sealed server
  // succeeds.
  private static boolean servedWhileSealed(RouteRow row) {
    boolean looks = row.needs().equals("as none") && !row.method().equals("DELETE");
    return (looks && STATUS.matcher(row.path()).find()) || row.path().equals("sys/seal");
  }

  static Stream<RouteRow> publicReads() {
    return rows().filter(row -> row.evenSealed() && !row.method().startsWith("P"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void answersAsItsRowSays(RouteRow row) {
    RouteRow filled = filled(row);
    if (filled.forOneCaller()) {
      expected(filled, call(caller(filled.needs()), filled));
    } else if (filled.forAnyone()) {
      expected(filled, call(server.anonymous(), filled));
      expected(filled, call(server.as(NO_TOKEN_OF_OURS), filled));
    } else {
      deniesOthers(filled);
      expected(
          filled, call(server.as(tokenWith(filled.policyPath(), filled.capabilities())), filled));
    }
  }

  private static RouteRow filled(RouteRow row) {
    RouteRow filled =
        row.replacing("{jwt}", machines::jwt)
            .replacing("{azure-jwt}", () -> azure.orElseThrow().jwt())
            .replacing("{lease}", SpecifiedRoutesTest::leaseOfAToken)
            .replacing("{wrapped}", SpecifiedRoutesTest::wrapped)
            .replacing("{mount}", machines::accessor)
            .replacing("{entity}", () -> found("entity", "alice").path("id").asText())
            .replacing("{other}", () -> found("entity", "bob").path("id").asText())
            .replacing(
                "{alias}",
                () -> found("entity", "alice").path("aliases").path(0).path("id").asText())
            .replacing("{group}", () -> found("group", "people").path("id").asText())
            .replacing("{external}", () -> found("group", "staff").path("id").asText())
            .replacing(
                "{group-alias}", () -> found("group", "staff").path("alias").path("id").asText());
    if (!filled.mentions("{token}") && !filled.mentions("{accessor}")) {
      return filled;
    }
    Reply made = server.root().write("auth/token/create", Map.of("policies", "default"));
    return filled
        .replacing("{token}", made::clientToken)
        .replacing("{accessor}", () -> made.auth().path("accessor").asText());
  }

  private static JsonNode found(String kind, String name) {
    return server.root().get("identity/" + kind + "/name/" + name).data();
  }

  // No answer contains the lease id of a token, so it is found by comparing the lists of leases.
  private static String leaseOfAToken() {
    List<String> before = leases();
    server.root().write("auth/token/create", Map.of("policies", "default"));
    List<String> after = leases();
    after.removeAll(before);
    assertThat(after).hasSize(1);
    return "auth/token/create/" + after.get(0);
  }

  private static String wrapped() {
    return server
        .root()
        .with("X-Vault-Wrap-TTL", "5m")
        .write("sys/wrapping/wrap", Map.of("a", 1))
        .wrappingToken();
  }

  private static List<String> leases() {
    return Reply.texts(
        server.root().list("sys/leases/lookup/auth/token/create").data().path("keys"));
  }

  private static void deniesOthers(RouteRow row) {
    refused(call(server.anonymous(), row), DENIED);
    refused(call(server.as(NO_TOKEN_OF_OURS), row), BAD_TOKEN);
    refused(call(nobody, row), DENIED);
    if (row.handlerLooksForSudo()) {
      return;
    }
    row.capabilities().forEach(needed -> refused(call(allBut.get(needed), row), DENIED));
  }

  @ParameterizedTest(name = "uninitialised: {0}")
  @MethodSource("guardedRows")
  void isSealedUntilItIsInitialised(RouteRow row) {
    RouteRow blank =
        row.replacing("{token}", () -> "x")
            .replacing("{accessor}", () -> "x")
            .replacing("{lease}", () -> "x")
            .replacing("{wrapped}", () -> "x")
            .replacing("{mount}", () -> "x")
            .replacing("{entity}", () -> "x")
            .replacing("{other}", () -> "x")
            .replacing("{alias}", () -> "x")
            .replacing("{group}", () -> "x")
            .replacing("{external}", () -> "x")
            .replacing("{group-alias}", () -> "x");

    Reply reply = call(uninitialised.as(NO_TOKEN_OF_OURS), blank);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.errors()).containsExactly("Vault is sealed");
  }

  @ParameterizedTest(name = "uninitialised: {0}")
  @MethodSource("publicReads")
  void tellsItsStateBeforeItIsInitialised(RouteRow row) {
    assertThat(call(uninitialised.anonymous(), row).status()).isIn(200, 299, 400, 501);
  }

  private static void expected(RouteRow row, Reply reply) {
    assertThat(reply.status()).as("%s%n%s", row, reply).isEqualTo(row.status());
    row.shape().check(reply);
    described.check(row, reply);
  }

  private static void refused(Reply reply, String text) {
    assertThat(reply.status()).as("%s", reply).isEqualTo(403);
    assertThat(reply.errors()).containsExactly(text);
  }

  private static Reply call(TestingClient client, RouteRow row) {
    boolean patches = row.method().equals("PATCH");
    return client
        .with("Content-Type", patches ? "application/merge-patch+json" : "")
        .send(row.method(), row.path(), row.body());
  }

  private static TestingClient caller(String needs) {
    return switch (needs) {
      case "as root" -> server.root();
      case "as nobody" -> nobody;
      case "as invalid" -> server.as(NO_TOKEN_OF_OURS);
      case "as none" -> server.anonymous();
      default -> throw new IllegalArgumentException(needs);
    };
  }

  /** A token that has all other capabilities on every path. */
  private static String tokenOfAllBut(String needed) {
    List<String> others = new ArrayList<>(ALL);
    others.remove(needed);
    return tokenWith("*", others);
  }

  /** A token with a single policy, which grants these capabilities on a path. */
  private static String tokenWith(String path, List<String> capabilities) {
    // The name is short. The server could refuse a longer one as a possible key share where a list
    // returns it.
    String name =
        "row-" + capabilities.stream().map(c -> c.substring(0, 1)).collect(Collectors.joining());
    String listed = capabilities.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
    String text = "path \"%s\" { capabilities = [%s] }".formatted(path, listed);
    return server.tokenWith(name, text);
  }
}
