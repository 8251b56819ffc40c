package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code azimuth login --method=oidc} with a server of a few lines, which is the identity provider,
 * too: its page sends the browser back at once.
 */
@Timeout(60)
final class BrowserLoginTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOGGED_IN =
      "{\"request_id\": \"r\", \"auth\": {\"client_token\": \"azs.people\", \"policies\":"
          + " [\"people\"], \"token_policies\": [\"people\"], \"lease_duration\": 3600,"
          + " \"renewable\": true}}";

  private static final String AWAY = "the provider answered ";
  private static final Pattern STATUS = Pattern.compile(AWAY + "([0-9]{3})");

  @TempDir private Path home;
  private HttpServer server;
  private CommandLineRun person;
  private final Map<String, JsonNode> sent = new ConcurrentHashMap<>();
  private final Deque<String> polls = new ArrayDeque<>();
  private volatile String begun = "";
  private volatile String brought = "code=c0de&iss=https%3A%2F%2Fidp.example";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/", this::answer);
    server.start();
    person =
        CommandLineRun.away(home)
            .with("VAULT_ADDR", origin())
            .browsing(
                page -> {
                  var unused =
                      HttpClient.newBuilder()
                          .followRedirects(HttpClient.Redirect.ALWAYS)
                          .build()
                          .sendAsync(
                              HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
                  return true;
                });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().replace("/v1/auth/", "");
      if (path.equals("/authorize")) {
        String redirect = sent.get("oidc/oidc/auth_url").path("redirect_uri").asText();
        exchange
            .getResponseHeaders()
            .set("Location", redirect.replace("localhost", "127.0.0.1") + "?state=s1&" + brought);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      sent.put(path, JSON.readTree(exchange.getRequestBody()));
      String body =
          switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "auth_url" -> begun.isEmpty() ? browser() : begun;
            case "callback" -> LOGGED_IN;
            case "poll" -> polls.remove();
            default -> "{\"errors\": [\"no handler\"]}";
          };
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status(body), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static int status(String body) {
    return STATUS
        .matcher(body)
        .results()
        .findFirst()
        .map(it -> Integer.parseInt(it.group(1)))
        .orElse(body.contains("\"errors\"") ? 400 : 200);
  }

  private static String away(int status) {
    return "{\"errors\": [\"" + AWAY + status + "\"]}";
  }

  private String browser() {
    return data("\"auth_url\": \"" + origin() + "/authorize?client_id=me&state=s1\"");
  }

  private static String data(String members) {
    return "{\"request_id\": \"r\", \"data\": {" + members + "}}";
  }

  @Test
  void personLogsInWithTheBrowser() throws IOException {
    End end = person.run("login", "-method=oidc", "-role=people", "--port=0");

    assertThat(end.exit()).as(end.err()).isZero();
    assertThat(end.out()).startsWith("Success! You are logged in.");
    assertThat(end.err())
        .contains(origin() + "/authorize?client_id=me&state=s1")
        .doesNotContain("azs.people", "c0de");
    assertThat(Files.readString(home.resolve(".vault-token")).strip()).isEqualTo("azs.people");
    JsonNode begin = sent.get("oidc/oidc/auth_url");
    JsonNode callback = sent.get("oidc/oidc/callback");
    assertThat(begin.path("role").asText()).isEqualTo("people");
    assertThat(begin.path("redirect_uri").asText())
        .matches("http://localhost:[0-9]+/oidc/callback");
    assertThat(begin.path("client_nonce").asText()).hasSize(43);
    assertThat(callback.path("client_nonce")).isEqualTo(begin.path("client_nonce"));
    assertThat(callback.path("state").asText()).isEqualTo("s1");
    assertThat(callback.path("code").asText()).isEqualTo("c0de");
    assertThat(callback.path("iss").asText()).isEqualTo("https://idp.example");
  }

  @Test
  void refusalOfTheProviderGoesToTheServerAsItCame() {
    brought = "error=access_denied&error_description=Not%20you";

    person.run("login", "--method=oidc", "--port=0");

    JsonNode callback = sent.get("oidc/oidc/callback");
    assertThat(callback.path("error").asText()).isEqualTo("access_denied");
    assertThat(callback.path("error_description").asText()).isEqualTo("Not you");
    assertThat(callback.has("code")).isFalse();
  }

  @Test
  void mountMayHaveAnotherName() {
    begun = "{\"errors\": [\"OIDC login is not configured for this mount\"]}";

    End end = person.run("login", "--method=oidc", "--port=0", "--mount=people");

    assertThat(sent.keySet()).containsExactly("people/oidc/auth_url");
    assertThat(end.err()).contains("OIDC login is not configured");
  }

  @Test
  void personTypesACode() {
    begun =
        data(
            "\"auth_url\": \"https://idp.example/type\", \"user_code\": \"ABCD-EFGH\","
                + " \"state\": \"s1\", \"poll_interval\": \"7\"");
    polls.addAll(
        List.of(
            "{\"errors\": [\"authorization_pending\"]}",
            "{\"errors\": [\"slow_down\"]}",
            LOGGED_IN));
    CommandLineRun away = person.browsing(page -> false);

    End end = away.run("login", "--method=oidc", "--port=0", "--no-store", "-field=client_token");

    assertThat(end.exit()).as(end.err()).isZero();
    assertThat(end.err())
        .contains(
            "https://idp.example/type", "type the code ABCD-EFGH", "No browser can be opened");
    assertThat(away.pauses())
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7), Duration.ofSeconds(12));
    assertThat(sent.get("oidc/oidc/poll").path("client_nonce").asText()).hasSize(43);
    assertThat(home.resolve(".vault-token")).doesNotExist();
  }

  @Test
  void codeThatNobodyTypesEndsInTime() {
    begun =
        data(
            "\"auth_url\": \"https://idp.example/type\", \"state\": \"s1\","
                + " \"poll_interval\": \"60\"");
    for (int poll = 0; poll < 5; poll++) {
      polls.add("{\"errors\": [\"authorization_pending\"]}");
    }

    End end = person.browsing(page -> false).run("login", "--method=oidc", "--port=0");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("nobody typed the code within 300 s");
  }

  @Test
  void providerThatIsAwayForAMomentDoesNotEndTheWait() {
    begun =
        data(
            "\"auth_url\": \"https://idp.example/type\", \"state\": \"s1\","
                + " \"poll_interval\": \"5\"");
    polls.addAll(List.of(away(429), away(502), away(503), LOGGED_IN));
    CommandLineRun away = person.browsing(page -> false);

    End end = away.run("login", "--method=oidc", "--port=0", "--no-store", "-field=client_token");

    assertThat(end.exit()).as(end.err()).isZero();
    assertThat(away.pauses())
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20));
  }

  @Test
  void providerThatStaysAwayIsTold() {
    begun =
        data(
            "\"auth_url\": \"https://idp.example/type\", \"state\": \"s1\","
                + " \"poll_interval\": \"99\"");
    for (int poll = 0; poll < 3; poll++) {
      polls.add(away(502));
    }

    End end = person.browsing(page -> false).run("login", "--method=oidc", "--port=0");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("Code: 502", "the provider answered 502");
  }

  @Test
  void addressIsShownWithoutCharactersThatTurnItAround() {
    begun =
        data(
            "\"auth_url\": \"https://idp.example/\\u202egpj\", \"state\": \"s1\","
                + " \"poll_interval\": \"7\"");
    polls.add(LOGGED_IN);

    End end =
        person.browsing(page -> false).run("login", "--method=oidc", "--port=0", "--no-store");

    assertThat(end.err()).contains("https://idp.example/%E2%80%AEgpj").doesNotContain("\u202e");
  }

  @Test
  void refusalOfTheServerIsTold() {
    begun = "{\"errors\": [\"role \\\"x\\\" could not be found\"]}";

    End end = person.run("login", "--method=oidc", "--role=x", "--port=0");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("Error logging in", "role \"x\" could not be found");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd",
    "http://idp.example/authorize?state=s1",
    "javascript:alert(1)",
    "https:no-host",
    "''",
  })
  void nothingButAPageOfTheWebIsOpened(String address) {
    begun = data("\"auth_url\": \"" + address + "\"");

    End end =
        person
            .browsing(
                page -> {
                  throw new AssertionError("opened " + page);
                })
            .run("login", "--method=oidc", "--port=0");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("the server sent no https address to log in at");
  }

  @ParameterizedTest
  @CsvSource({
    "login --method=saml, --method is azure or oidc",
    "login --port=1 --role=web, --port and --no-browser need --method=oidc",
    "login --method=oidc azs.x, 'with --method=oidc neither a token'",
    "login --method=oidc --source=az, --source needs --method=azure",
    "login --method=oidc --role=people --vm-name=web-1, --vm-name needs --method=azure",
    "login --method=oidc --no-names, --no-names needs --method=azure",
    "login --method=oidc --resource=https://a.example, --resource needs --method=azure",
    "login --method=oidc --client-id=me, --client-id needs --method=azure",
    "login --method=oidc --azure-ca-cert=ca.pem, --azure-ca-cert needs --method=azure",
    "login --method=oidc --explain, 'with --method=oidc neither a token'",
  })
  void optionsOfOtherLoginsAreRefused(String line, String sentence) {
    End end = person.run(line.split(" ", -1));

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.err()).contains(sentence);
  }
}
