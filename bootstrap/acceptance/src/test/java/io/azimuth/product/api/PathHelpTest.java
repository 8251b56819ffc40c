package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help for people: {@code ?help=1} and the verb {@code HELP}. */
final class PathHelpTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    JwtMount.enable(server, "jwt");
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
  }

  @Test
  void helpOfAPathTellsItsParameters() {
    Reply reply = server.root().get("auth/jwt/role/web?help=1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("see_also").isNull()).isTrue();
    assertThat(reply.body().path("help").asText())
        .startsWith("Request:        role/web\nMatching Route: role/:name\n")
        .contains("bound_audiences (comma list)")
        .contains("token_ttl (duration)");
    assertThat(reply.body().at("/openapi/openapi").asText()).startsWith("3.0");
    assertThat(reply.body().path("openapi").path("paths").has("/auth/jwt/role/{name}")).isTrue();
    assertThat(reply.body().has("request_id")).as("no envelope").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth/jwt?help=1",
        "auth/jwt/?help=1",
        "auth/jwt?help=true",
        "auth/jwt?list=true&help=1"
      })
  void helpOfAMountListsItsPaths(String path) {
    Reply reply = server.root().get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("help").asText())
        .contains("## DESCRIPTION", "## PATHS", "\n    login\n", "\n    role/:name\n");
    assertThat(reply.body().path("openapi").path("paths").size()).isGreaterThan(4);
  }

  @Test
  void theVerbAsksForItToo() {
    assertThat(server.root().send("HELP", "sys/mounts/secret", "").body().path("help").asText())
        .contains("Matching Route: mounts/:path*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sys?help=1                    | 200",
        "sys/seal-status?help=1        | 200",
        "sys/auth/jwt?help=1           | 200",
        "secret?help=1                 | 200",
        "secret/data/a/b?help=1        | 200",
        "cubbyhole/x?help=1            | 200",
        "secret/what?help=1            | 404",
        "auth/jwt/none?help=1          | 404",
        "sys/namespaces?help=1         | 404",
        "nowhere?help=1                | 404",
        "auth/nowhere/x?help=1         | 404"
      })
  void thereIsHelpWhereSomethingIsServed(String path, int status) {
    Reply reply = server.root().get(path);
    assertThat(reply.status()).as("%s", reply).isEqualTo(status);
    if (status == 404) {
      assertThat(reply.errors()).hasSize(1);
    }
  }

  @Test
  void anEmptyWishIsNone() {
    assertThat(server.root().get("sys/mounts?help=").body().has("request_id")).isTrue();
  }

  @Test
  @DisplayName(
      "any grant below the mount is enough; without one it is not said whether it is there")
  void helpIsForWhoeverMayDoSomethingThere() {
    TestingClient reader =
        server.as(
            server.tokenWith(
                "of-test", "path \"auth/jwt/role/web\" { capabilities = [\"read\"] }"));
    assertThat(reader.get("auth/jwt?help=1").status()).isEqualTo(200);
    assertThat(reader.get("auth/jwt/config?help=1").status()).isEqualTo(200);
    Reply hidden = reader.get("secret/data/x?help=1");
    Reply absent = reader.get("nowhere/data/x?help=1");
    assertThat(hidden.status()).isEqualTo(403);
    assertThat(hidden.text()).isEqualTo(absent.text());
    assertThat(server.as("azs.AAAAAAAAAAAAAAAAAAAAAAAA").get("auth/jwt?help=1").status())
        .isEqualTo(403);
  }

  @Test
  void whatEverybodyMayUseHasHelpForEverybody() {
    assertThat(server.anonymous().get("auth/jwt/login?help=1").body().path("help").asText())
        .contains("jwt (text)");
    assertThat(server.anonymous().get("auth/jwt/role/web?help=1").status()).isEqualTo(403);
    assertThat(server.anonymous().get("auth/jwt?help=1").status()).isEqualTo(403);
  }

  @Test
  void aTokenInThePathIsHiddenFromTheAuditLog() {
    server
        .root()
        .write(
            "sys/audit/here",
            Map.of("type", "file", "options", Map.of("file_path", audit().toString())));
    String token = tokenText();
    assertThat(server.root().get("auth/token/renew/" + token + "?help=1").status()).isEqualTo(200);
    server.root().delete("sys/audit/here");
    assertThat(server.auditLog()).contains("\"operation\":\"help\"").doesNotContain(token);
  }

  private static Path audit() {
    return server.path("audit").resolve("help.log");
  }

  private static String tokenText() {
    return server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
  }
}
