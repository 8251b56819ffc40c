package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.TestServer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, list, trailing slashes and queries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLineTest {

  private static final String NOTHING = "{\"errors\":[]}\n";

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

  @ParameterizedTest
  @CsvSource({
    "GET,READ,a/b",
    "LIST,LIST,a/b/",
    "POST,WRITE,a/b",
    "PUT,WRITE,a/b",
    "DELETE,DELETE,a/b"
  })
  void mapsMethodsToOperations(String method, Operation operation, String path) throws IOException {
    assertThat(request(method + " /v1/a/b").status()).isEqualTo(200);
    assertThat(server.api.onlyRequest().operation()).isEqualTo(operation);
    assertThat(server.api.onlyRequest().path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "HEAD", "TRACE", "get", "List", "FOO"})
  void answers405ToOtherMethods(String method) throws IOException {
    RawConnection.Response response = request(method + " /v1/a/b");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.body()).isIn(NOTHING, "");
    assertThat(server.api.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
  void listsWhenAskedByGet(String flag) throws IOException {
    request("GET /v1/a/b?list=" + flag + "&x=y");
    assertThat(server.api.onlyRequest().operation()).isEqualTo(Operation.LIST);
    assertThat(server.api.onlyRequest().path()).isEqualTo("a/b/");
    assertThat(server.api.onlyRequest().query().members()).containsOnlyKeys("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False", ""})
  void readsWhenListIsOff(String flag) throws IOException {
    request("GET /v1/a/b?list=" + flag);
    assertThat(server.api.onlyRequest().operation()).isEqualTo(Operation.READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /v1/a/b?scan=true", "GET /v1/a/b/?scan=1", "SCAN /v1/a/b?scan=true"})
  void scansByGetAndByItsOwnVerb(String line) throws IOException {
    request(line);
    assertThat(server.api.onlyRequest().operation()).isEqualTo(Operation.SCAN);
    assertThat(server.api.onlyRequest().path()).isEqualTo("a/b/");
    assertThat(server.api.onlyRequest().query().members()).isEmpty();
  }

  @Test
  void readsWhenScanIsOff() throws IOException {
    request("GET /v1/a/b?scan=false");
    assertThat(server.api.onlyRequest().operation()).isEqualTo(Operation.READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan=maybe", "scan=true&list=true", "scan=true&scan=true"})
  void refusesAScanThatIsNone(String query) throws IOException {
    assertThat(request("GET /v1/a/b?" + query).status()).isEqualTo(400);
    assertThat(server.api.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "tRUE", "2", "on", "true&list=true"})
  void refusesListThatIsNoFlag(String flag) throws IOException {
    RawConnection.Response response = request("GET /v1/a/b?list=" + flag);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /v1/a/b?help=1&x=y", "GET /v1/a/b?help=0&list=true&x=y", "HELP /v1/a/b?x=y"})
  void asksForHelp(String line) throws IOException {
    assertThat(request(line).status()).isEqualTo(200);
    assertThat(server.api.onlyRequest().operation()).isEqualTo(Operation.HELP);
    assertThat(server.api.onlyRequest().path()).isEqualTo("a/b");
    assertThat(server.api.onlyRequest().query().members())
        .containsKey("x")
        .doesNotContainKey("help");
  }

  @Test
  void anEmptyWishForHelpIsNone() throws IOException {
    request("GET /v1/a/b?help=");
    assertThat(server.api.onlyRequest().operation()).isEqualTo(Operation.READ);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity/oidc/.well-known/keys",
        "identity/oidc/plugins/.well-known/openid-configuration"
      })
  void looksForPublicDocumentsWithoutReadingThem(String path) throws IOException {
    RawConnection.Response response = request("HEAD /v1/" + path);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(server.api.onlyRequest().operation()).isEqualTo(Operation.READ);
  }

  @Test
  void looksForNoOtherPathOfThatName() throws IOException {
    assertThat(request("HEAD /v1/secret/data/.well-known/x").status()).isEqualTo(405);
  }

  @Test
  void keepsTheSlashOfAListedFolder() throws IOException {
    request("LIST /v1/a/b/");
    assertThat(server.api.onlyRequest().path()).isEqualTo("a/b/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"POST /v1/a/b/", "PUT /v1/a/", "POST /v1/sys/auth/", "PUT /v1/sys/policy/a/"})
  void refusesToWriteToAFolder(String line) throws IOException {
    RawConnection.Response response = request(line);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"errors\":[\"cannot write to a path ending in '/'\"]}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "POST /v1/sys/auth/azure/,sys/auth/azure",
    "POST /v1/sys/auth/azure//,sys/auth/azure",
    "POST /v1/sys%2Fauth%2fazure%2F,sys/auth/azure",
    "PUT /v1/sys/mounts/a/b/,sys/mounts/a/b",
    "DELETE /v1/sys/audit/file/,sys/audit/file",
    "GET /v1/sys/auth/azure/,sys/auth/azure/"
  })
  void toleratesASlashAndAnEmptySegmentBehindMounts(String line, String path) throws IOException {
    request(line);
    assertThat(server.api.onlyRequest().path()).isEqualTo(path);
  }

  @Test
  void refusesThreeSlashesBehindMounts() throws IOException {
    assertThat(request("POST /v1/sys/auth/azure///").status()).isEqualTo(400);
  }

  @Test
  void decodesTheQueryAsAForm() throws IOException {
    request("GET /v1/a?x=a+b%2Bc&y=1&y=%C3%BC&&empty&z=a;b=c&%61=%3D");
    Value.Obj query = server.api.onlyRequest().query();
    assertThat(query.members())
        .containsEntry("x", Value.of("a b+c"))
        .containsEntry("y", Value.of(List.of("1", "ü")))
        .containsEntry("empty", Value.of(""))
        .containsEntry("z", Value.of("a;b=c"))
        .containsEntry("a", Value.of("="))
        .hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=%", "x=%C0%AE", "x=%ED%A0%80", "%zz=1"})
  void refusesAQueryThatIsNotUtf8(String query) throws IOException {
    assertThat(request("GET /v1/a?" + query).status()).isEqualTo(400);
    assertThat(server.api.requests()).isEmpty();
  }

  @Test
  void refusesTooManyParameters() throws IOException {
    assertThat(request("GET /v1/a?" + "x=1&".repeat(256)).status()).isEqualTo(200);
    assertThat(request("GET /v1/a?" + "x=1&".repeat(300)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Content-Type: application/merge-patch+json | 200",
        "Content-Type: Application/Merge-Patch+JSON; charset=utf-8 | 200",
        "Content-Type: application/json | 415",
        "Content-Type: nonsense | 400",
        "X-None: 1 | 400"
      },
      delimiter = '|')
  void takesPatchesOfOneTypeOnly(String header, int status) throws IOException {
    RawConnection.Response response = request("PATCH /v1/a", header);
    assertThat(response.status()).isEqualTo(status);
    if (status != 200) {
      assertThat(response.body())
          .isEqualTo(
              "{\"errors\":[\"PATCH requires the Content-Type application/merge-patch+json\"]}\n");
    }
  }

  private RawConnection.Response request(String line, String... headers) throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(RawConnection.head(line, headers));
      return client.read(!line.startsWith("HEAD"));
    }
  }
}
