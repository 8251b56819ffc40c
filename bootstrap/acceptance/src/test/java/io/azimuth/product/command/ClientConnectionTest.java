package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a command reaches its server, and what {@code azimuth status} says of it. */
final class ClientConnectionTest extends ClientCommandsFixture {

  @RegisterExtension static final SharedServer FRESH = SharedServer.uninitialised();
  @RegisterExtension static final SharedServer SECURE = SharedServer.overTls();

  @Test
  void statusOfAnUnsealedServerIsZero() {
    End end = anonymous.run("status");

    assertThat(end.exit()).isZero();
    assertThat(end.out().lines())
        .anyMatch(line -> line.matches("Key +Value"))
        .anyMatch(line -> line.matches("Seal Type +static"))
        .anyMatch(line -> line.matches("Sealed +false"))
        .anyMatch(line -> line.matches("Storage Type +.+"))
        .anyMatch(line -> line.matches("HA Enabled +(true|false)"));
    assertThat(end.err()).isEmpty();
  }

  @Test
  void statusOfASealedServerIsTwo() {
    End end = CommandLineRun.at(FRESH.server(), home).run("status", "-format=json");

    assertThat(end.exit()).isEqualTo(2);
    assertThat(json(end).path("sealed").asBoolean()).isTrue();
    assertThat(json(end).path("ha_enabled").isBoolean()).isTrue();
  }

  @Test
  void statusOfAServerThatRefusesEveryRequestIsOne() throws IOException {
    HttpServer failing =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(failing, "seal-status", 200, "{'sealed':false,'t':0,'n':0}");
    answer(failing, "leader", 200, "{'ha_enabled':false}");
    answer(failing, "health", 299, "{'sealed':false,'azimuth_problems':['audit_failed']}");
    failing.start();
    String address = "-address=http://127.0.0.1:" + failing.getAddress().getPort();
    try {
      End end = anonymous.run("status", address);
      End asJson = anonymous.run("status", address, "-format=json");

      assertThat(end.exit()).isEqualTo(1);
      assertThat(end.out().lines()).anyMatch(line -> line.matches("Problems +audit_failed"));
      assertThat(asJson.exit()).isEqualTo(1);
      assertThat(json(asJson).path("azimuth_problems").path(0).asText()).isEqualTo("audit_failed");
    } finally {
      failing.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, int status, String json) {
    server.createContext(
        "/v1/sys/" + path,
        exchange -> {
          byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void statusWithoutAServerIsOne() {
    End end = anonymous.run("status", "-address=http://127.0.0.1:1");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err())
        .isEqualToIgnoringNewLines(
            "Error checking the seal status: nothing listens at http://127.0.0.1:1");
    assertThat(end.out()).isEmpty();
  }

  @Test
  void httpsToAPlainServerSaysSo() {
    String address = server.address().toString().replace("http:", "https:");

    End end = anonymous.run("status", "--address", address);

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("does not speak TLS", "http://");
  }

  @Test
  void noSecretGoesToAnotherMachineOverPlainHttp() {
    String address = "--address=http://azimuth.invalid:8200";
    String refusal =
        "would go to azimuth.invalid over plain HTTP, where others can read it; use https://, or"
            + " allow it with --allow-plain-http or AZIMUTH_ALLOW_PLAIN_HTTP=1";

    End read = operator.run("read", address, "auth/azure/role/web");
    assertThat(read.exit()).isEqualTo(1);
    assertThat(read.err()).contains("the token " + refusal).doesNotContain(server.rootToken());
    assertThat(anonymous.run("operator", "unseal", address, "ab").err())
        .contains("the key share " + refusal);

    String allowed = "the token goes to azimuth.invalid over plain HTTP";
    assertThat(operator.run("read", address, "--allow-plain-http", "secret/x").err())
        .contains(allowed)
        .doesNotContain(refusal);
    assertThat(operator.with("AZIMUTH_ALLOW_PLAIN_HTTP", "1").run("list", address, "x").err())
        .contains(allowed)
        .doesNotContain(refusal);
    assertThat(anonymous.run("status", address).err()).doesNotContain("plain HTTP");
  }

  @Test
  void azimuthVariablesWinOverVaults() {
    End end =
        operator
            .with("VAULT_ADDR", "http://127.0.0.1:1")
            .with("VAULT_TOKEN", "azs.wrong")
            .with("AZIMUTH_ADDR", server.address().toString())
            .with("AZIMUTH_TOKEN", server.rootToken())
            .run("read", "-field=display_name", "auth/token/lookup-self");

    assertThat(end.err()).isEmpty();
    assertThat(end.out()).isEqualTo("root");
  }

  @Test
  void keptTokenIsUsedWhereNoVariableHasOne() throws IOException {
    Files.writeString(home.resolve(".vault-token"), server.rootToken() + "\n");

    assertThat(anonymous.run("read", "-field=display_name", "auth/token/lookup-self").out())
        .isEqualTo("root");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "127.0.0.1:8200", "http://user:pw@127.0.0.1", "http://"})
  void badAddressIsRefusedWithoutRepeatingIt(String address) {
    End end = anonymous.run("status", "--address", address);

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("the address of the server (--address)").doesNotContain("pw");
  }

  @Test
  void addressWithoutASchemeSaysWhatIsMissing() {
    String variable = anonymous.with("VAULT_ADDR", "127.0.0.1:8200").run("status").err();
    String option = anonymous.run("status", "--address=localhost:8200").err();

    assertThat(variable)
        .contains(
            "the address of the server (VAULT_ADDR) is 127.0.0.1:8200: it must begin with https://"
                + " or http://, such as https://127.0.0.1:8200");
    assertThat(option).contains("(--address) is localhost:8200", "such as https://localhost:8200");
  }

  @Test
  void tlsServerIsTrustedByItsAuthorityOnly() {
    TestingServer secure = SECURE.server();
    CommandLineRun stranger = CommandLineRun.at(secure, home);

    End refused = stranger.run("status");
    End trusted = stranger.with("VAULT_CACERT", secure.path("server.pem").toString()).run("status");
    End careless = stranger.with("VAULT_SKIP_VERIFY", "true").run("status");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("is not trusted", "VAULT_CACERT");
    assertThat(trusted.err()).isEmpty();
    assertThat(trusted.exit()).isZero();
    assertThat(careless.exit()).isZero();
    assertThat(
            stranger
                .with("VAULT_SKIP_VERIFY", "true")
                .run("doctor", "--config", secure.path("azimuth.hcl").toString())
                .out()
                .lines())
        .anyMatch(line -> line.matches("ok +certificate \\S+ +valid until .*"))
        .anyMatch(line -> line.matches("note +certificate \\S+ chain +self-signed"));
  }

  @Test
  void clientShowsItsCertificateWhereTheServerWantsOne(@TempDir Path directory) {
    try (TestingServer strict =
        TestingServer.in(directory)
            .overTls()
            .listener("tls_client_ca_file = \"server.pem\"")
            .uninitialised()
            .start()) {
      CommandLineRun stranger =
          CommandLineRun.at(strict, home)
              .with("VAULT_CACERT", strict.path("server.pem").toString());

      End refused = stranger.run("status");
      End known =
          stranger
              .with("VAULT_CLIENT_CERT", strict.path("server.pem").toString())
              .with("VAULT_CLIENT_KEY", strict.path("server.key").toString())
              .run("status");

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(known.err()).isEmpty();
      assertThat(known.exit()).isEqualTo(2);
    }
  }
}
