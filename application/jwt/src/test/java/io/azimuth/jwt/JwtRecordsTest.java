package io.azimuth.jwt;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What audit devices record of requests to a mount that is sent tokens of others. */
class JwtRecordsTest {

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  @DisplayName("CVE-2025-62705: tokens and secrets are nowhere in the records")
  void tokensAndSecretsAreNowhereInTheRecords() {
    server.enableAudit(root);
    server.audit().clear();
    String jwt = "eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJ4In0.c2lnbmF0dXJl";
    done(server.write(root, "sys/auth/jwt", Map.of("type", "jwt")));
    server.write(
        root,
        "auth/jwt/config",
        Map.of("tenant_id", "t", "resource", "r", "client_secret", "a-client-secret"));
    String token = clientToken(server.write(root, "auth/token/create", Map.of()));
    server.write("", "auth/jwt/login", Map.of("jwt", jwt, "role", jwt));
    server.write("", "auth/jwt/login", Map.of("jwt", jwt, "role", "r", "vm_name", token));
    server.write(root, "auth/token/lookup", Map.of("token", token));
    server.write(root, "auth/token/renew/" + token, Map.of(token, 1));
    server.write(root, "auth/token/revoke/" + token, Map.of());
    server.read(token, "none/x" + token + "," + jwt + "/" + jwt);
    server.read(root, "none/x" + token + "," + jwt + "/" + jwt);
    server.write(root, "sys/policies/acl/p", Map.of("policy", token));

    String records = server.audit().records().toString();

    assertThat(server.audit().records()).hasSize(22);
    assertThat(records).doesNotContain(token, root, jwt, "eyJ", "a-client-secret");
    assertThat(records).contains("hmac-sha256:");
  }
}
