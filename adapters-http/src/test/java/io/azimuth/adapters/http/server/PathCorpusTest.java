package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each spelling of a path reaches one path or is refused (CVE-2026-3605), over a raw socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathCorpusTest {

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "/v1/secret/a > secret/a",
        "/v1/secret/a/ > secret/a/",
        "/v1/secret/%61 > secret/a",
        "/v1/%73ecret/a > secret/a",
        "/v1/secret/a;x=1 > secret/a;x=1",
        "/v1/secret;v=2/a;x=1;y > secret;v=2/a;x=1;y",
        "/v1/secret/a%3Bx=1 > secret/a;x=1",
        "/v1/secret/a+b > secret/a+b",
        "/v1/secret/a%20b > secret/a b",
        "/v1/secret/a%2Bb > secret/a+b",
        "/v1/secret/%252e%252e/a > secret/%2e%2e/a",
        "/v1/secret/%252f > secret/%2f",
        "/v1/secret/a%252fb > secret/a%2fb",
        "/v1/secret/a%2fb > secret/a/b",
        "/v1/secret/a%2Fb%2fc > secret/a/b/c",
        "/v1/secret%2Fa > secret/a",
        "/v1/secret/a%2f > secret/a/",
        "/v1/secret/a// > secret/a/",
        "/v1/secret/a%2f%2F > secret/a/",
        "/v1/secret/a/%2f > secret/a/",
        "/v1/secret/a//?list=true > secret/a/",
        "/v1/secret/%2500 > secret/%00",
        "/v1/secret/... > secret/...",
        "/v1/secret/a. > secret/a.",
        "/v1/secret/a..b > secret/a..b",
        "/v1/secret/..a > secret/..a",
        "/v1/secret/a%2e > secret/a.",
        "/v1/secret/..%5ca > secret/..\\a",
        "/v1/secret/..\\a > secret/..\\a",
        "/v1/SECRET/A > SECRET/A",
        "/v1/secret/%C3%BC > secret/ü",
        "/v1/secret/\u00c3\u00bc > secret/ü",
        "/v1/secret/%F0%9F%94%91 > secret/🔑",
        "/v1/secret/%C5%BF > secret/ſ",
        "/v1/secret/a?x=../../b > secret/a",
        "/v1/secret/a%3Fx=1 > secret/a?x=1",
        "/v1/secret/a%23b > secret/a#b",
        "/v1/secret/a:b@c > secret/a:b@c",
        "http://localhost/v1/secret/a > secret/a",
        "HTTPS://user@localhost:1/v1/secret/a;x=1?y=2 > secret/a;x=1",
      })
  void reachesItsOnePath(String target, String path) throws IOException {
    server.api.requests().clear();
    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET " + target).status()).isEqualTo(200);
    }
    assertThat(server.api.onlyRequest().path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/secret/../sys/seal",
        "/v1/secret/./a",
        "/v1/..",
        "/v1/secret/..",
        "/v1/secret/.",
        "/v1/secret/%2e%2e/sys",
        "/v1/secret/%2E%2E/sys",
        "/v1/secret/.%2e/sys",
        "/v1/secret/%2e./sys",
        "/v1/secret/%2e/a",
        "/v1/secret/%2e",
        "/v1/secret//a",
        "/v1/http://x/v1/y",
        "/v1//secret/a",
        "/v1/secret/a///",
        "/v1/secret/a%2f/%2f",
        "/v1/secret/a%2f%2fb",
        "/v1/secret/a/%2fb",
        "/v1/secret%2f/a",
        "/v1//",
        "/v1/%2f",
        "/v1///",
        "/v1/secret/..%2fsys",
        "/v1/secret%2f..%2fsys",
        "/v1/secret/%2e%2e%2fsys",
        "/v1/secret%2f%2e%2e%2fsys",
        "/v1/secret%2f.%2fa",
        "/v1/secret%2f..",
        "/v1/%2fsecret",
        "/v1/secret/a%2f%00",
        "/v1/secret%c0%afa",
        "/v1/secret/%00",
        "/v1/secret/a%00.b",
        "/v1/secret/%0a",
        "/v1/secret/%7f",
        "/v1/secret/%C2%85",
        "/v1/secret/%E2%80%AE",
        "/v1/secret/%E2%80%8B",
        "/v1/secret/%C2%A0",
        "/v1/secret/%E2%80%A8",
        "/v1/secret/%EE%80%80",
        "/v1/secret/%C0%AE%C0%AE/a",
        "/v1/secret/%C0%AF",
        "/v1/secret/%E0%80%AF",
        "/v1/secret/%F0%80%80%AF",
        "/v1/secret/%ED%A0%80",
        "/v1/secret/%F4%90%80%80",
        "/v1/secret/%C3",
        "/v1/secret/%80",
        "/v1/secret/\u00c0\u00ae\u00c0\u00ae/a",
        "/v1/secret/\u00ff",
        "/v1/secret/%",
        "/v1/secret/%4",
        "/v1/secret/%zz",
        "/v1/secret/%u002e",
        "/v1/secret/a#b",
        "/v1/secret/\u0001",
        "http://localhost/v1/secret/../sys",
      })
  void refusesWhatHasNoCanonicalForm(String target) throws IOException {
    refuses(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/",
        "/V1/secret/a",
        "/v2/secret/a",
        "//v1/secret/a",
        "/./v1/secret/a",
        "/x/../v1/secret/a",
        "/%76%31/secret/a",
        "/v1%2fsecret/a",
        "/v1;x/secret/a",
        "/v1\\secret\\a",
        "/ui/",
        "/a://v1/secret/a",
        "/a://host/v1/secret/a",
        "http://localhost",
        "http://localhost//v1/secret/a",
        "http:///v1/secret/a",
        "ftp://localhost/v1/secret/a",
        "v1/secret/a",
        "*",
      })
  void knowsNothingOutsideTheApi(String target) throws IOException {
    int seen = server.api.requests().size();
    try (RawConnection client = server.connect()) {
      RawConnection.Response response = client.request("GET " + target);
      assertThat(response.status()).isIn(400, 404);
      if (response.status() == 404) {
        assertThat(response.body()).isEqualTo("{\"errors\":[]}\n");
      }
    }
    assertThat(server.api.requests()).hasSize(seen);
  }

  @Test
  void saysThatRelativePathsAreNotSupported() throws IOException {
    try (RawConnection client = server.connect()) {
      RawConnection.Response response = client.request("GET /v1/a/../b");
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).isEqualTo("{\"errors\":[\"relative paths not supported\"]}\n");
    }
  }

  @Test
  void takesPathsOf4096Characters() throws IOException {
    String longest = "a/".repeat(2_047) + "aa";
    refuses("/v1/" + longest + "a");
    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET /v1/" + longest).status()).isNotEqualTo(400);
    }
  }

  private void refuses(String target) throws IOException {
    int seen = server.api.requests().size();
    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET " + target).status()).isEqualTo(400);
    }
    assertThat(server.api.requests()).hasSize(seen);
  }
}
