package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Information that an unauthenticated caller could obtain, and audit records that it could prevent
 * or forge.
 */
final class QuietLeaksTest {

  private static final String CHOSEN = "chosen-by-the-operator-7391";
  private static final String TOO_LONG = "p".repeat(481);
  private static final int SHORT_RECORD = 4_000;

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static TestingClient stranger;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("sys/mounts/plain", Map.of("type", "kv"));
    stranger =
        holderOf("stranger", "path \"auth/token/lookup-self\" { capabilities = [\"read\"] }");
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
    server.root().write("auth/token/create", Map.of("id", CHOSEN, "policies", "stranger"));
  }

  private static TestingClient holderOf(String policy, String text) {
    server.root().write("sys/policies/acl/" + policy, Map.of("policy", text));
    return server.as(
        server.root().write("auth/token/create", Map.of("policies", policy)).clientToken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret/data/", "secret/metadata/", "plain/"})
  void aPathThatNoSecretCanHaveTellsAStrangerOfNoMount(String folder) {
    Reply hidden = stranger.post(folder + TOO_LONG, Map.of("data", Map.of()));
    Reply absent = stranger.post("no/" + folder + TOO_LONG, Map.of("data", Map.of()));

    assertThat(hidden.status()).as("%s", hidden).isEqualTo(403);
    assertThat(hidden.text()).isEqualTo(absent.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void whoeverMayWriteThereIsToldWhatIsWrongWithIt(String capability) {
    TestingClient writer =
        holderOf(capability, "path \"secret/data/*\" { capabilities = [\"" + capability + "\"] }");

    Reply reply = writer.post("secret/data/" + TOO_LONG, Map.of("data", Map.of()));

    assertThat(reply.status()).as("%s", reply).isEqualTo(400);
    assertThat(reply.errors()).containsExactly("the path of a secret has at most 480 bytes");
  }

  @ParameterizedTest
  @CsvSource({"GET,auth/token/renew/", "DELETE,auth/token/revoke/", "LIST,auth/token/renew/"})
  void aChosenTokenInThePathOfTheWrongVerbIsNotRecorded(String verb, String folder) {
    Reply reply = server.root().send(verb, folder + CHOSEN, "");

    assertThat(reply.status()).as("%s", reply).isEqualTo(405);
    assertThat(server.auditLog()).contains(folder + "hmac-sha256:").doesNotContain(CHOSEN + "\"");
    assertThat(server.auditLog()).doesNotContain(folder + CHOSEN);
  }

  @Test
  void aChosenTokenInThePathOfWhatAQuotaRefusesIsNotRecorded() {
    server.root().write("sys/quotas/config", Map.of("enable_rate_limit_audit_logging", true));
    server
        .root()
        .write(
            "sys/quotas/rate-limit/renewals",
            Map.of("path", "auth/token/renew/*", "rate", 1, "interval", "1h"));

    server.root().post("auth/token/renew/" + CHOSEN);
    Reply refused = server.root().post("auth/token/renew/" + CHOSEN);

    server.root().delete("sys/quotas/rate-limit/renewals");
    assertThat(refused.status()).as("%s", refused).isEqualTo(429);
    assertThat(server.auditLog())
        .contains("rate limit quota exceeded")
        .doesNotContain("auth/token/renew/" + CHOSEN);
  }

  @Test
  void helpOfAMountCountsAgainstTheQuotaOfTheMount() {
    server
        .root()
        .write("sys/quotas/rate-limit/plain", Map.of("path", "plain", "rate", 1, "interval", "1h"));

    int first = server.root().get("plain?help=1").status();
    Reply second = server.root().get("plain?help=1");

    server.root().delete("sys/quotas/rate-limit/plain");
    assertThat(first).isEqualTo(200);
    assertThat(second.status()).as("%s", second).isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/internal/specs/openapi", "sys?help=1", "auth/token/create?help=1"})
  void theDescriptionOfTheServerDoesNotFillTheAuditLog(String path) {
    int before = server.auditLog().length();

    assertThat(server.root().get(path).status()).isEqualTo(200);

    List<String> records = server.auditLog().substring(before).lines().toList();
    assertThat(records).hasSize(2);
    assertThat(records).allMatch(record -> record.length() < SHORT_RECORD);
  }
}
