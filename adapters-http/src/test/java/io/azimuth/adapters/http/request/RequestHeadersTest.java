package io.azimuth.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.TestServer;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of token, namespace and wrapping. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestHeadersTest {

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server = TestServer.start();
  }

  @BeforeEach
  void forget() {
    server.api.requests().clear();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void takesTheTokenFromItsHeaderFirst() throws IOException {
    get("X-Vault-Token: azs.one", "Authorization: Bearer azs.two");
    assertThat(server.api.onlyRequest().token()).contains(SecretText.of("azs.one"));
  }

  @Test
  void takesABearerToken() throws IOException {
    get("Authorization: Basic dTpw", "Authorization: Bearer azs.two");
    assertThat(server.api.onlyRequest().token()).contains(SecretText.of("azs.two"));
  }

  @Test
  void fallsBackToTheBearerTokenWhenTheHeaderIsEmpty() throws IOException {
    get("X-Vault-Token: ", "Authorization: Bearer azs.two");
    assertThat(server.api.onlyRequest().token()).contains(SecretText.of("azs.two"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: bearer azs.x",
        "Authorization: BEARER azs.x",
        "Authorization: Bearerazs.x",
        "Authorization: Bearer ",
        "Authorization: Basic dTpw",
        "X-Vault-Inline-Auth-Path: auth/azure/login"
      })
  void seesNoTokenInOtherHeaders(String header) throws IOException {
    assertThat(get(header).status()).isEqualTo(200);
    assertThat(server.api.onlyRequest().token()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Vault-Token: azs.one,X-Vault-Token: azs.two",
    "Authorization: Bearer azs.one,Authorization: Bearer azs.two"
  })
  void refusesTwoTokensWithoutRepeatingThem(String one, String two) throws IOException {
    RawConnection.Response response = get(one, two);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).contains("more than on").doesNotContain("azs.");
    assertThat(server.api.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "/", "root/", "/root"})
  void takesTheRootNamespaceForNone(String namespace) throws IOException {
    RawConnection.Response response = get("X-Vault-Namespace: " + namespace);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("X-Vault-Namespace")).contains(namespace);
    assertThat(server.api.onlyRequest().directives().namespace()).isEmpty();
  }

  @Test
  void takesAnEmptyNamespaceForNone() throws IOException {
    assertThat(get("X-Vault-Namespace: ").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"team", "team/a/", "Root", "roots"})
  void knowsNoOtherNamespace(String namespace) throws IOException {
    RawConnection.Response response = get("X-Vault-Namespace: " + namespace);
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"errors\":[\"namespace not found\"]}\n");
    assertThat(response.header("X-Vault-Namespace")).contains(namespace);
    assertThat(server.api.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sys/health",
        "sys/seal-status",
        "sys/init",
        "sys/unseal",
        "sys/seal",
        "sys/leader",
        "sys/generate-root/attempt"
      })
  void refusesNamespacesWhereThereAreNone(String path) throws IOException {
    try (RawConnection client = server.connect()) {
      RawConnection.Response response =
          client.request("GET /v1/" + path, "X-Vault-Namespace: team/");
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body())
          .isEqualTo("{\"errors\":[\"operation unavailable in namespaces\"]}\n");
    }
  }

  @Test
  void refusesANamespaceThatCannotBeEchoed() throws IOException {
    RawConnection.Response response = get("X-Vault-Namespace: a\u0001b");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.header("X-Vault-Namespace")).isEmpty();
  }

  @Test
  void handsTheWishForWrappingOnAsWritten() throws IOException {
    get("X-Vault-Wrap-TTL: 5m;x");
    assertThat(server.api.onlyRequest().directives().wrapTtl()).contains("5m;x");
  }

  @Test
  void knowsOneFormatOfWrappingTokensByItsName() throws IOException {
    get("X-Vault-Wrap-Format: jwt");
    assertThat(server.api.onlyRequest().directives().wrapAsJwt()).isTrue();
    server.api.requests().clear();
    get("X-Vault-Wrap-Format: plain");
    assertThat(server.api.onlyRequest().directives().wrapAsJwt()).isFalse();
  }

  @Test
  void hasNoWishForWrappingWhenTheHeaderIsEmpty() throws IOException {
    get("X-Vault-Wrap-TTL: ");
    assertThat(server.api.onlyRequest().directives().wrapTtl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Content-Length: +3",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"
      })
  void refusesBodiesOfUnclearLengthAndCloses(String headers) throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(RawConnection.head("POST /v1/a", headers));
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(server.api.requests()).isEmpty();
  }

  @Test
  void refusesTooManyHeaders() throws IOException {
    String[] headers = new String[200];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = "X-" + i + ": 1";
    }
    assertThat(get(headers).status()).isEqualTo(400);
  }

  private RawConnection.Response get(String... headers) throws IOException {
    try (RawConnection client = server.connect()) {
      return client.request("GET /v1/a", headers);
    }
  }
}
