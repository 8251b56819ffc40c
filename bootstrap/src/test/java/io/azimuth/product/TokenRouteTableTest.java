package io.azimuth.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route of spec 2.10 and 3.11, and how it answers what clients send first. */
final class TokenRouteTableTest {

  private static TestingServer server;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).start();
    server.root().write("auth/token/roles/there", Map.of("allowed_policies", "default"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "spec {0}: {1} {2} {3} answers {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2.10 | PUT | sys/leases/lookup | {} | 400 | lease_id must be specified",
        "2.10 | POST | sys/leases/lookup | {\"lease_id\":\"x\"} | 400 | invalid lease",
        "2.10 | LIST | sys/leases/lookup/none/ | | 404 |",
        "2.10 | GET | sys/leases/lookup/auth?list=true | | 404 |",
        "2.10 | PUT | sys/leases/renew | {\"lease_id\":\"x\"} | 400 | lease not found",
        "2.10 | PUT | sys/leases/renew/a/b | {} | 400 | lease not found",
        "2.10 | PUT | sys/renew | {\"lease_id\":\"x\",\"increment\":\"1h\"} | 400 | lease not found",
        "2.10 | PUT | sys/renew/a/b | {} | 400 | lease not found",
        "2.10 | PUT | sys/leases/revoke | {\"lease_id\":\"x\"} | 202 |",
        "2.10 | PUT | sys/leases/revoke | {\"lease_id\":\"x\",\"sync\":true} | 204 |",
        "2.10 | PUT | sys/leases/revoke/a/b | null | 202 |",
        "2.10 | PUT | sys/revoke | {\"lease_id\":\"x\"} | 202 |",
        "2.10 | PUT | sys/revoke/a/b | | 202 |",
        "2.10 | PUT | sys/leases/revoke-prefix/auth/none | {\"sync\":true} | 204 |",
        "2.10 | PUT | sys/leases/revoke-prefix/auth/none | | 202 |",
        "1.1 | PUT | sys/revoke-prefix/auth/none/ | | 400 | cannot write to a path ending in '/'",
        "2.10 | PUT | sys/leases/revoke-force/auth/none | | 204 |",
        "2.10 | PUT | sys/revoke-force/auth/none | | 204 |",
        "2.10 | POST | sys/leases/tidy | | 202 |",
        "2.10 | GET | sys/leases/count?type=irrevocable | | 200 |",
        "2.10 | GET | sys/leases?type=irrevocable | | 200 |",
        "2.10 | GET | sys/leases/lookup | | 405 | unsupported operation",
        "3.11 | POST | auth/token/create | {\"policies\":\"default\"} | 200 |",
        "3.11 | PUT | auth/token/create | null | 200 |",
        "3.11 | POST | auth/token/create-orphan | {\"policies\":\"default\"} | 200 |",
        "3.11 | POST | auth/token/create/there | {} | 200 |",
        "3.11 | POST | auth/token/create/none | {} | 400 | unknown role none",
        "3.11 | POST | auth/token/create | {\"num_uses\":-1} | 400 | number of uses cannot be negative",
        "3.11 | POST | auth/token/create | {\"type\":\"odd\"} | 400 | invalid 'token_type' value",
        "3.11 | POST | auth/token/create | {\"ttl\":\"-1h\"} | 400 | ttl must be positive",
        "3.11 | POST | auth/token/create | {\"type\":\"batch\"} | 400 | batch tokens cannot be root tokens",
        "3.11 | GET | auth/token/lookup-self | | 200 |",
        "3.11 | POST | auth/token/lookup-self | {} | 200 |",
        "3.11 | GET | auth/token/lookup | | 200 |",
        "3.11 | POST | auth/token/lookup | {\"token\":\"azs.none\"} | 403 | bad token",
        "3.11 | POST | auth/token/lookup | {\"token\":\"azb.none\"} | 403 | bad token",
        "3.11 | POST | auth/token/lookup-accessor | {} | 400 | missing accessor",
        "3.11 | POST | auth/token/lookup-accessor | {\"accessor\":\"none\"} | 400 | invalid accessor",
        "3.11 | PUT | auth/token/renew-self | {\"increment\":\"1h\"} | 400 | lease is not renewable",
        "3.11 | PUT | auth/token/renew | {} | 400 | missing token ID",
        "3.11 | PUT | auth/token/renew | {\"token\":\"azs.none\"} | 400 | token not found",
        "3.11 | PUT | auth/token/renew | {\"token\":\"azb.x\"} | 400 | batch tokens cannot be renewed",
        "3.11 | PUT | auth/token/renew/azs.none | {} | 400 | token not found",
        "3.11 | POST | auth/token/renew-accessor | {\"accessor\":\"none\"} | 400 | invalid accessor",
        "3.11 | PUT | auth/token/revoke | {\"token\":\"azs.none\"} | 204 |",
        "3.11 | PUT | auth/token/revoke/azs.none | | 204 |",
        "3.11 | PUT | auth/token/revoke | {\"token\":\"azb.x\"} | 400 | batch tokens cannot be revoked",
        "3.11 | POST | auth/token/revoke-accessor | {\"accessor\":\"none\"} | 400 | invalid accessor",
        "3.11 | PUT | auth/token/revoke-orphan | {\"token\":\"azs.none\"} | 400 | token to revoke not found",
        "3.11 | LIST | auth/token/accessors | | 200 |",
        "3.11 | GET | auth/token/accessors?list=true | | 200 |",
        "3.11 | POST | auth/token/tidy | | 202 |",
        "3.11 | LIST | auth/token/roles | | 200 |",
        "3.11 | GET | auth/token/roles/there | | 200 |",
        "3.11 | GET | auth/token/roles/none | | 404 |",
        "3.11 | PUT | auth/token/roles/passing | {} | 204 |",
        "3.11 | POST | auth/token/roles/passing | {\"token_type\":null} | 400 | Invalid 'token_type' value: null",
        "3.11 | DELETE | auth/token/roles/passing | | 204 |",
        "3.11 | DELETE | auth/token/roles/passing | | 204 |",
      })
  void answersAsTheSpecificationSays(
      String section, String method, String path, String body, int status, String error) {
    Reply reply = server.root().send(method, path, body == null ? "" : body);

    assertThat(reply.status()).as("spec %s", section).isEqualTo(status);
    if (error != null) {
      assertThat(reply.errors()).containsExactly(error);
    }
  }

  @ParameterizedTest(name = "spec 2.0: {0} {1} needs sudo")
  @CsvSource({
    "LIST, sys/leases/lookup/auth",
    "GET, sys/leases",
    "PUT, sys/leases/revoke-prefix/auth",
    "PUT, sys/leases/revoke-force/auth",
    "PUT, sys/revoke-prefix/auth",
    "PUT, sys/revoke-force/auth",
    "LIST, auth/token/accessors",
  })
  void needsSudo(String method, String path) {
    server
        .root()
        .write(
            "sys/policies/acl/all-but-sudo",
            Map.of(
                "policy",
                "path \"*\" { capabilities = [\"create\", \"read\", \"update\", \"delete\", \"list\"] }"));
    String plain =
        server.root().write("auth/token/create", Map.of("policies", "all-but-sudo")).clientToken();

    assertThat(server.as(plain).send(method, path, "").status()).isEqualTo(403);
    assertThat(server.as(plain).get("auth/token/lookup-self").status()).isEqualTo(200);
  }
}
