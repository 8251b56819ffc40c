package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AzureMethod;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each client gets an answer from each endpoint that it calls, in the form that it reads. The
 * tables are in {@code src/test/resources/clients}. Those of clients that use the azure method are
 * left out in a build without it.
 */
final class ClientEndpointsTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private static JwtMount machines;
  private static Optional<AzureMount> azure = Optional.empty();

  @BeforeAll
  static void start() {
    server = SHARED.server();
    machines = JwtMount.enable(server, "machines").role("web", "token_ttl", "1h");
    if (AzureMethod.isPresent()) {
      azure = Optional.of(AzureMount.enable(server, "azure").role("web", "token_ttl", "1h"));
    }
    server.root().write("identity/oidc/config", Map.of("issuer", "https://azimuth.example"));
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("sys/mounts/kv-v2", Map.of("type", "kv-v2"));
    server.root().write("sys/mounts/plain", Map.of("type", "kv-v1"));
  }

  /** The last of the clients seals it. */
  @AfterAll
  static void unseal() {
    for (String key : SharedServer.recoveryKeys().subList(0, 2)) {
      server.anonymous().write("sys/unseal", Map.of("key", key));
    }
  }

  static Stream<ClientTable> clients() {
    return ClientTable.all().stream()
        .filter(client -> AzureMethod.isPresent() || !isAboutAzure(client));
  }

  private static boolean isAboutAzure(ClientTable client) {
    return client.rows().stream().anyMatch(row -> row.mentions("azure"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void findsWhatItAsksFor(ClientTable table) {
    assertThat(table.rows()).isNotEmpty();
    List<String> surprises = new ArrayList<>();
    for (RouteRow row : table.rows()) {
      RouteRow filled = filled(row);
      Reply reply = send(filled);
      try {
        assertThat(reply.status()).isEqualTo(row.status());
        filled.shape().check(reply);
      } catch (AssertionError e) {
        surprises.add(row + " but " + reply + ": " + e.getMessage());
      }
    }
    assertThat(surprises).as(table.client()).isEmpty();
  }

  private static Reply send(RouteRow row) {
    boolean patches = row.method().equals("PATCH");
    return caller(row.needs())
        .with("Content-Type", patches ? "application/merge-patch+json" : "")
        .send(row.method(), row.path(), row.body());
  }

  private static TestingClient caller(String needs) {
    return switch (needs) {
      case "as root" -> server.root();
      case "as none" -> server.anonymous();
      case "as fresh" -> server.as(machines.loggedIn("web").clientToken());
      default -> throw new IllegalArgumentException(needs);
    };
  }

  private static RouteRow filled(RouteRow row) {
    RouteRow filled =
        row.replacing("{jwt}", () -> azure.orElseThrow().jwt())
            .replacing("{mount}", machines::accessor)
            .replacing("{wrapped}", ClientEndpointsTest::wrapped)
            .replacing("{lease}", ClientEndpointsTest::lease)
            .replacing("{entity}", () -> made("entity", Map.of()))
            .replacing("{entity_alias}", ClientEndpointsTest::entityAlias)
            .replacing("{group}", ClientEndpointsTest::group)
            .replacing("{group_alias}", ClientEndpointsTest::groupAlias);
    if (!filled.mentions("{token}") && !filled.mentions("{accessor}")) {
      return filled;
    }
    Reply made = created();
    return filled
        .replacing("{token}", made::clientToken)
        .replacing("{accessor}", () -> made.auth().path("accessor").asText());
  }

  private static String group() {
    return made("group", Map.of("type", "external"));
  }

  private static String entityAlias() {
    return made("entity-alias", Map.of("name", "of a row", "mount_accessor", machines.accessor()));
  }

  private static String groupAlias() {
    String group = group();
    return made(
        "group-alias",
        Map.of("name", group, "mount_accessor", machines.accessor(), "canonical_id", group));
  }

  private static String made(String kind, Map<String, ?> fields) {
    return server.root().write("identity/" + kind, fields).data().path("id").asText();
  }

  private static Reply created() {
    return server.root().write("auth/token/create", Map.of("policies", "default"));
  }

  private static String wrapped() {
    return server
        .root()
        .with("X-Vault-Wrap-TTL", "5m")
        .write("sys/wrapping/wrap", Map.of("a", 1))
        .wrappingToken();
  }

  // No answer contains the lease id of a token, so it is found by comparing the lists of leases.
  private static String lease() {
    List<String> before = leases();
    created();
    List<String> after = leases();
    after.removeAll(before);
    assertThat(after).hasSize(1);
    return "auth/token/create/" + after.get(0);
  }

  private static List<String> leases() {
    return Reply.texts(
        server.root().list("sys/leases/lookup/auth/token/create").data().path("keys"));
  }
}
