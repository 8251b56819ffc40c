package io.azimuth.product.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import io.azimuth.spi.verify.CertificateDigests;
import io.azimuth.testkit.TlsFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Logins with JWTs that are bound to a certificate, over TLS and behind a proxy. */
final class BoundTokensTest {

  @RegisterExtension static final SharedServer SECURE = SharedServer.overTls();
  @RegisterExtension static final SharedServer BEHIND_PROXY = SharedServer.onMapDb();

  @TempDir Path directory;

  private static JwtMount mount(TestingServer server) {
    return JwtMount.enable(server, "bound").role("web", "token_policies", "default");
  }

  private static String boundTo(JwtMount mount, String digest) {
    return mount.jwtWith("cnf", Map.of("x5t#S256", digest));
  }

  private static void notProved(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errors())
        .containsExactly(
            "permission denied: the token is bound to a certificate that this connection did not"
                + " show [binding_not_proved]");
  }

  @Test
  void aBoundTokenLogsInOverAConnectionWithItsCertificateAlone() throws Exception {
    TestingServer server = SECURE.server();
    JwtMount mount = mount(server);
    Path trusted = server.path("server.pem");
    TestingClient machine = server.anonymous(TlsFixture.presenting(directory, "machine", trusted));
    TestingClient thief = server.anonymous(TlsFixture.presenting(directory, "thief", trusted));
    String jwt =
        boundTo(
            mount,
            CertificateDigests.ofPem(Files.readString(directory.resolve("machine.pem")))
                .orElseThrow()
                .text());

    Reply granted = mount.login(machine, "web", jwt);

    assertThat(granted.status()).isEqualTo(200);
    assertThat(server.as(granted.clientToken()).get("auth/token/lookup-self").status())
        .isEqualTo(200);
    notProved(mount.login(thief, "web", jwt));
    notProved(mount.login("web", jwt));
    notProved(mount.login(thief.with("X-Client-Cert", "x"), "web", jwt));
    assertThat(mount.login(machine, "web", jwt).status()).isEqualTo(200);
    assertThat(mount.login(thief, "web", mount.jwt()).status()).isEqualTo(200);
    assertThat(server.log()).contains("WARN", "binding_not_proved");
  }

  @Test
  void theTokenOfALoginIsUsedOverConnectionsWithItsCertificateAlone() throws Exception {
    TestingServer server = SECURE.server();
    JwtMount mount =
        JwtMount.enable(server, "binding")
            .role("web", "token_policies", "default", "bind_token", "required");
    Path trusted = server.path("server.pem");
    TestingClient machine = server.anonymous(TlsFixture.presenting(directory, "machine", trusted));
    TestingClient thief = server.anonymous(TlsFixture.presenting(directory, "thief", trusted));
    String token = mount.login(machine, "web", mount.jwt()).clientToken();
    String path = "auth/token/lookup-self";

    assertThat(machine.as(token).get(path).data().path("bound_certificate").asText())
        .isEqualTo(
            CertificateDigests.ofPem(Files.readString(directory.resolve("machine.pem")))
                .orElseThrow()
                .text());
    for (TestingClient other : List.of(thief, server.anonymous())) {
      Reply refused = other.as(token).get(path);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.errors()).singleElement().asString().contains("[binding_not_proved]");
    }
    assertThat(mount.login("web", mount.jwt()).errors())
        .singleElement()
        .asString()
        .contains("[certificate_missing]");
    assertThat(machine.as(token).get(path).status()).isEqualTo(200);
    assertThat(server.log().lines())
        .filteredOn(line -> line.contains("token refused, reason=binding_not_proved"))
        .hasSizeBetween(1, 10)
        .allMatch(line -> line.contains("WARN") && line.contains("client=127.0.0.1"))
        .noneMatch(line -> line.contains(token));
  }

  @Test
  void behindAProxyTheHeaderNamesTheCertificate() {
    TestingServer server = BEHIND_PROXY.server();
    JwtMount mount = mount(server);
    String hash = "96cf97cf9c899b3f2bdafacf58e05dfe8b9ea523416cc33acde86e02a376b06c";
    String jwt =
        boundTo(
            mount,
            Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(hash)));
    TestingClient client = server.anonymous();

    assertThat(mount.login(header(client, "Hash=" + hash), "web", jwt).status()).isEqualTo(200);
    notProved(mount.login(header(client, "Hash=" + "0".repeat(64)), "web", jwt));
    notProved(mount.login(client, "web", jwt));
    Reply unclear = mount.login(header(client, "Hash=" + hash + ",Hash=" + hash), "web", jwt);
    assertThat(unclear.status()).isEqualTo(400);
    assertThat(unclear.errors())
        .containsExactly("the X-Forwarded-Client-Cert header does not hold one client certificate");
  }

  private static TestingClient header(TestingClient client, String value) {
    return client.with("X-Forwarded-Client-Cert", value);
  }
}
