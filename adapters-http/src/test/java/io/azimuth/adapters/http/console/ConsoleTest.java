package io.azimuth.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.config.TestServer;
import io.azimuth.adapters.http.server.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the console over a raw socket. No request for them reaches the application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {

  private static final Path SOURCES =
      Path.of("src/main/resources/io/azimuth/adapters/http/console");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:^import \\w+ from|[}] ?from|^import) ?['\"]([^'\"]+)['\"]", Pattern.MULTILINE);

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{3,8}\\b|rgb\\(|hsl\\(");

  private static final Duration PROGRESS = Duration.ofMillis(200);
  private static final int MORE_THAN_THE_SYSTEM_HOLDS = 600;

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server =
        TestServer.start(
            HttpConfig.of(List.of(ListenerConfig.plain(TestServer.ANY_PORT))).withConsole(true));
  }

  @AfterAll
  void stop() {
    assertThat(server.api.requests()).isEmpty();
    server.close();
  }

  private RawConnection.Response request(String line, String... headers) throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(RawConnection.head(line, headers));
      return client.read(!line.startsWith("HEAD"));
    }
  }

  private String version() throws IOException {
    Matcher name = Pattern.compile("src=\"(\\w+)/main.js\"").matcher(request("GET /ui/").body());
    assertThat(name.find()).isTrue();
    return name.group(1);
  }

  @Test
  void servesThePageWithHeadersThatConfineIt() throws IOException {
    RawConnection.Response page = request("GET /ui/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.header("Cache-Control")).contains("no-cache");
    assertThat(page.header("Content-Security-Policy").orElseThrow().split("; "))
        .containsExactlyInAnyOrder(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");
    assertThat(page.headers())
        .containsAllEntriesOf(
            Map.of(
                "x-content-type-options", "nosniff",
                "referrer-policy", "no-referrer",
                "x-frame-options", "DENY",
                "cross-origin-opener-policy", "same-origin",
                "cross-origin-embedder-policy", "require-corp",
                "cross-origin-resource-policy", "same-origin"))
        .containsKey("permissions-policy");
    assertThat(page.body()).doesNotContain("<style", "<script>", " style=", " onclick=", "@files@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "GET /?a=b", "HEAD /"})
  void leadsABrowserToItself(String line) throws IOException {
    RawConnection.Response answer = request(line);

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).contains("ui/");
    assertThat(answer.header("Content-Security-Policy")).isPresent();
  }

  @Test
  void servesTheOtherFilesForEver() throws IOException {
    for (String name : ConsoleFiles.OWN) {
      RawConnection.Response file = request("GET /ui/" + version() + "/" + name);

      assertThat(file.status()).as(name).isEqualTo(200);
      assertThat(file.header("Cache-Control")).contains("public, max-age=31536000, immutable");
      assertThat(file.body()).isEqualTo(Files.readString(SOURCES.resolve(name)));
      assertThat(file.header("Content-Type").orElseThrow())
          .isEqualTo(
              name.endsWith(".js")
                  ? "text/javascript; charset=utf-8"
                  : name.endsWith(".css") ? "text/css; charset=utf-8" : "image/svg+xml");
    }
  }

  @Test
  void hasAllFilesOfTheDirectoryAndNoOther() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Set<String> present =
          files
              .filter(Files::isRegularFile)
              .map(file -> SOURCES.relativize(file).toString())
              .filter(name -> !name.equals("index.html"))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(ConsoleFiles.OWN).containsExactlyElementsOf(present);
    }
  }

  @Test
  void eachModuleImportsFilesThatAreServed() throws IOException {
    String directory = "/ui/" + version() + "/";
    int imports = 0;
    for (String name :
        Stream.concat(
                ConsoleFiles.OWN.stream(), Stream.of("lib/preact.js", "lib/hooks.js", "lib/htm.js"))
            .filter(it -> it.endsWith(".js"))
            .toList()) {
      RawConnection.Response module = request("GET " + directory + name);
      assertThat(module.status()).as(name).isEqualTo(200);
      assertThat(module.body()).doesNotContain("sourceMappingURL", "eval(", "new Function");
      Matcher imported = IMPORT.matcher(module.body());
      while (imported.find()) {
        Path found = Path.of(directory + name).resolveSibling(imported.group(1)).normalize();
        assertThat(imported.group(1)).as(name).startsWith(".");
        assertThat(request("GET " + found).status()).as(name + " imports " + found).isEqualTo(200);
        imports++;
      }
    }
    assertThat(imports).isPositive();
  }

  @Test
  void linksEachStyleSheetAndTakesColoursFromTheDesignAlone() throws IOException {
    String page = request("GET /ui/").body();
    for (String name : ConsoleFiles.OWN) {
      if (name.endsWith(".css")) {
        assertThat(page).contains("href=\"" + version() + "/" + name + "\"");
        assertThat(name.equals("design.css") || !COLOUR.matcher(own(name)).find())
            .as("colours of %s", name)
            .isTrue();
      }
    }
  }

  private static String own(String name) throws IOException {
    return Files.readString(SOURCES.resolve(name));
  }

  /** Text from the server becomes text in the page, never markup. */
  @Test
  void noFileMakesMarkupOfText() throws IOException {
    for (String name : ConsoleFiles.OWN) {
      assertThat(Files.readString(SOURCES.resolve(name)))
          .as(name)
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(");
    }
  }

  @Test
  void sendsNothingThatTheBrowserHas() throws IOException {
    RawConnection.Response first = request("GET /ui/");
    String tag = first.header("ETag").orElseThrow();

    RawConnection.Response again = request("GET /ui/", "If-None-Match: \"other\", " + tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).contains(tag);
    assertThat(again.header("Content-Security-Policy")).isPresent();
    assertThat(again.header("Content-Length")).isEmpty();
    assertThat(request("GET /ui/", "If-None-Match: \"other\"").status()).isEqualTo(200);
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() throws IOException {
    RawConnection.Response got = request("GET /ui/");
    RawConnection.Response head = request("HEAD /ui/");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo(got.header("Content-Length"));
    assertThat(head.header("ETag")).isEqualTo(got.header("ETag"));
  }

  @Test
  void leadsToTheDirectory() throws IOException {
    RawConnection.Response answer = request("GET /ui");

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).contains("ui/");
    assertThat(request("GET http://localhost/ui/").status()).isEqualTo(200);
    assertThat(request("GET /ui/?with=query").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "LIST", "TRACE"})
  void refusesOtherMethods(String method) throws IOException {
    RawConnection.Response answer = request(method + " /ui/");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/nothing.js",
        "/ui//",
        "/ui/.",
        "/ui/..",
        "/ui/../ui/",
        "/ui/../v1/sys/health",
        "/ui/%2e%2e/v1/sys/health",
        "/ui/..%2fv1",
        "/ui/..;/v1/sys/health",
        "/ui/..\\index.html",
        "/ui/%00",
        "/ui/index.html",
        "/ui/main.js",
        "/ui/../../../../etc/passwd",
        "/ui/%2fetc%2fpasswd",
        "/ui/META-INF/MANIFEST.MF",
        "/ui/0000000000000000/main.js",
        "/ui/;x=1",
      })
  void hasNoOtherPath(String target) throws IOException {
    RawConnection.Response answer = request("GET " + target);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"errors\":[]}\n");
    assertThat(answer.header("Content-Security-Policy")).isPresent();
  }

  @Test
  void hasNoSpellingOfAFileButOne() throws IOException {
    String directory = "/ui/" + version();

    assertThat(request("GET " + directory + "/main.js").status()).isEqualTo(200);
    for (String other :
        List.of(
            "/./main.js",
            "//main.js",
            "/main%2ejs",
            "/parts/../main.js",
            "/main.js/",
            "/MAIN.JS")) {
      assertThat(request("GET " + directory + other).status()).as(other).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /UI/", "GET /uix", "GET /v1/ui/", "POST /"})
  void otherPathsAreTheApplications(String line) throws IOException {
    try (TestServer other =
        TestServer.start(
            HttpConfig.of(List.of(ListenerConfig.plain(TestServer.ANY_PORT))).withConsole(true))) {
      try (RawConnection client = other.connect()) {
        assertThat(client.request(line).header("Content-Security-Policy")).isEmpty();
      }
    }
  }

  @Test
  void isNotThereUnlessSwitchedOn() throws IOException {
    try (TestServer without = TestServer.start();
        RawConnection client = without.connect()) {
      RawConnection.Response answer = client.request("GET /ui/");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Security-Policy")).isEmpty();
    }
  }

  /** Its answers count like all others, and whoever does not take them loses the connection. */
  @Test
  void aClientThatTakesNothingIsCut() throws IOException {
    ListenerLimits.Timeouts patient = ListenerLimits.Timeouts.DEFAULT;
    ListenerLimits.Timeouts hasty =
        new ListenerLimits.Timeouts(
            patient.head(), patient.body(), patient.request(), patient.idle(), PROGRESS);
    ListenerConfig listener =
        ListenerConfig.plain(TestServer.ANY_PORT).with(ListenerLimits.DEFAULT.with(hasty));
    String get = RawConnection.head("GET /ui/" + version() + "/console.css");
    try (TestServer other = TestServer.start(HttpConfig.of(List.of(listener)).withConsole(true));
        RawConnection client = RawConnection.from("127.0.0.2", other.address())) {
      assertThat(client.request("GET /ui/").status()).isEqualTo(200); // the connection is open
      client.send(get.repeat(MORE_THAN_THE_SYSTEM_HOLDS));
      TestServer.await(() -> other.http.connections().open() == 0);
      assertThat(other.http.connections().heldBytes()).isZero();
    }
  }

  @Test
  void keepsTheConnectionAndRefusesUnclearFraming() throws IOException {
    try (RawConnection client = server.connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.request("GET /ui/").status()).isEqualTo(200);
      }
      RawConnection.Response unclear =
          client.request("GET /ui/", "Content-Length: 5", "Transfer-Encoding: chunked");
      assertThat(unclear.status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
  }
}
