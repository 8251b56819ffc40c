package io.azimuth.adapters.http.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.config.TestServer;
import io.azimuth.adapters.http.server.FakeApi;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies are accepted, which are refused, and that the connection stays usable. */
class BodyTest {

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    ListenerLimits large =
        new ListenerLimits(100, 100, 32 << 20, 64L << 20, ListenerLimits.Timeouts.DEFAULT);
    server =
        TestServer.start(
            HttpConfig.of(List.of(ListenerConfig.plain(TestServer.ANY_PORT).with(large))));
    server.api.readsBodies();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: 1",
        "Content-Type: application/json",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: application/x-www-form-urlencoded"
      })
  void takesJsonUnderAnyContentType(String contentType) throws IOException {
    assertThat(post(" \n{\"a\":\"b\"}", contentType).status()).isEqualTo(204);
    assertThat(server.api.onlyBody()).isEqualTo(object("a", Value.of("b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", " ", "{}", "\r\n"})
  void takesNothingAndNullForAnEmptyObject(String body) throws IOException {
    assertThat(post(body).status()).isEqualTo(204);
    assertThat(server.api.onlyBody()).isEqualTo(Value.Obj.EMPTY);
  }

  @Test
  void aShortBodyHasArrivedBeforeItIsRead() throws IOException {
    assertThat(post("{\"a\":\"b\"}").status()).isEqualTo(204);
    assertThat(server.api.arrived()).containsExactly(object("a", Value.of("b")));
    assertThat(server.api.onlyBody()).isEqualTo(object("a", Value.of("b")));
  }

  @Test
  void aBodyThatOnlySomeRoutesTakeIsReadByThem() throws IOException {
    String items = "1,".repeat(BodyLimit.PUBLIC.values()) + "1";
    assertThat(post("{\"a\":[" + items + "]}").status()).isEqualTo(204);
    assertThat(post("{\"a\":\"" + "x".repeat(BodyLimit.PUBLIC.bytes()) + "\"}").status())
        .isEqualTo(204);
    assertThat(server.api.arrived()).isEmpty();
    assertThat(post("{").status()).isEqualTo(400);
  }

  @Test
  void takesAForm() throws IOException {
    assertThat(post("a=1&b=x+y%2B&a=2&c", FORM + "; charset=utf-8").status()).isEqualTo(204);
    assertThat(server.api.onlyBody().members())
        .containsExactly(
            Map.entry("a", Value.of("1,2")),
            Map.entry("b", Value.of("x y+")),
            Map.entry("c", Value.of("")));
  }

  @Test
  void keepsNumbersAsTheyWereWritten() throws IOException {
    post("{\"a\":12345678901234567890,\"b\":1.50e+300,\"c\":-0,\"d\":[1,true,null,{}]}");
    assertThat(server.api.onlyBody().members())
        .containsEntry("a", new Value.Num("12345678901234567890"))
        .containsEntry("b", new Value.Num("1.50e+300"))
        .containsEntry("c", new Value.Num("-0"))
        .containsEntry(
            "d",
            new Value.Items(List.of(Value.of(1), Value.of(true), Value.NULL, Value.Obj.EMPTY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"x\"",
        "1",
        "true",
        "{\"a\":1,\"a\":2}",
        "{\"o\":{\"a\":1,\"\\u0061\":2}}",
        "{} x",
        "{}{}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":1e309}",
        "{\"a\":[-1e999999999999]}",
        "{\"a\":tru}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":/**/1}",
        "{\"a\"",
        "{\"a\":\"",
        "{",
        "\u00ef\u00bb\u00bf{}",
        "\u00fe\u00ff\u0000{\u0000}",
        "\u0000{\u0000}",
        "{\u0000}\u0000",
        "{\"a\":\"\u00c0\u00ae\"}",
        "{\"a\":\"\u00ed\u00a0\u0080\"}",
        "{\"a\":\"\u00fc\"}",
        "{\"a\":\"\u00c3",
      })
  void refusesWhatIsNotOneJsonObject(String body) throws IOException {
    RawConnection.Response response = post(body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"errors\":[\"error parsing JSON");
  }

  @Test
  void saysWhereTheJsonIsWrongButNotWhatItSaid() throws IOException {
    RawConnection.Response response = post("{\"password\": hunter2}");
    assertThat(response.body())
        .isEqualTo("{\"errors\":[\"error parsing JSON: not valid JSON at line 1, column 14\"]}\n");
  }

  @Test
  void bearsADepthOf64AndNotOfOneMore() throws IOException {
    assertThat(post(nested(64)).status()).isEqualTo(204);
    assertThat(post(nested(65)).status()).isEqualTo(400);
  }

  @Test
  void boundsTheNumberOfValues() throws IOException {
    // Small values need many times their length in memory (CVE-2025-59043).
    String items = "[" + "0,".repeat(50_000 - 4) + "0]";
    assertThat(post("{\"a\":" + items + "}").status()).isEqualTo(204);
    RawConnection.Response response = post("{\"a\":" + items.replaceFirst("0", "0,0") + "}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).contains("more than 50000 values");
  }

  @Test
  void takesFewValuesFromStrangers() throws IOException {
    server.api.readsBodies(BodyLimit.PUBLIC);
    String items = "[" + "{},".repeat(196) + "{}]";
    assertThat(post("{\"p\":" + items + "}").status()).isEqualTo(204);
    RawConnection.Response response = post("{\"p\":" + items.replaceFirst("\\{", "{},{") + "}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).contains("more than 200 values");
  }

  @Test
  void boundsTheLengthOfNumbers() throws IOException {
    assertThat(post("{\"a\":0." + "1".repeat(998) + "}").status()).isEqualTo(204);
    assertThat(post("{\"a\":0." + "1".repeat(1_001) + "}").status()).isEqualTo(400);
    assertThat(post("{\"a\":" + "1".repeat(309) + "}").status()).isEqualTo(204);
    assertThat(post("{\"a\":" + "1".repeat(310) + "}").status()).isEqualTo(400);
  }

  @Test
  void boundsTheLengthOfTexts() throws IOException {
    server.api.readsBodies(8_000_000);
    assertThat(post(ofLength(BodyJsonReader.MAX_TEXT + 8)).status()).isEqualTo(204);
    assertThat(post(ofLength(BodyJsonReader.MAX_TEXT + 9)).status()).isEqualTo(400);
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws IOException {
    server.api.readsBodies(1_000);
    assertThat(post(ofLength(1_000)).status()).isEqualTo(204);
    RawConnection.Response response = post(ofLength(1_001));
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("{\"errors\":[\"http: request body too large\"]}\n");
  }

  @Test
  void countsChunkedBodies() throws IOException {
    server.api.readsBodies(1_000);
    assertThat(chunked(ofLength(1_000)).status()).isEqualTo(204);
    assertThat(chunked(ofLength(1_001)).status()).isEqualTo(413);
    assertThat(chunked(ofLength(500_000)).status()).isEqualTo(413);
  }

  @Test
  void takesALargeBodyInPieces() throws IOException {
    server.api.readsBodies(8_000_000);
    String body = ofLength(4_000_000);
    assertThat(chunked(body).status()).isEqualTo(204);
    assertThat(post(body).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("GHSA-4qhc-v8r6-8vwm: a body that is too long is refused before it comes")
  void refusesAnAnnouncedLengthBeforeTheBodyComes() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(RawConnection.head("POST /v1/a", "Content-Length: 100000000000"));
      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(server.api.requests()).isEmpty();
  }

  @Test
  void tellsTheClientToContinueOnlyWhenTheBodyIsWanted() throws IOException {
    String body = ofLength(65_537);
    try (RawConnection client = server.connect()) {
      client.send(
          RawConnection.head("POST /v1/a", "Expect: 100-continue", "Content-Length: 65537"));
      RawConnection.Response interim = client.read();
      assertThat(interim.status()).isEqualTo(100);
      assertThat(interim.headers()).isEmpty();
      assertThat(server.api.requests()).hasSize(1);
      assertThat(client.send(body).read().status()).isEqualTo(204);
      assertThat(client.request("DELETE /v1/a").status()).isEqualTo(204);
    }
    assertThat(server.api.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksForAShortBodyBeforeTheApplicationDoes(boolean chunked) throws IOException {
    String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: 9";
    String body = "{\"a\":\"b\"}";
    try (RawConnection client = server.connect()) {
      client.send(RawConnection.head("POST /v1/a", "Expect: 100-continue", framing));
      RawConnection.Response interim = client.read();
      assertThat(interim.status()).isEqualTo(100);
      assertThat(interim.headers()).isEmpty();
      assertThat(server.api.requests()).isEmpty();
      client.send(chunked ? "9\r\n" + body + "\r\n0\r\n\r\n" : body);
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(client.request("DELETE /v1/a").status()).isEqualTo(204);
    }
    assertThat(server.api.requests()).hasSize(2);
  }

  @Test
  void answersAtOnceWhoDoesNotWaitToBeAskedForTheBody() throws IOException {
    String post =
        RawConnection.head("POST /v1/a", "Expect: 100-continue", "Content-Length: 2") + "{}";
    try (RawConnection client = server.connect()) {
      assertThat(client.send(post).read().status()).isEqualTo(204);
      assertThat(client.send(post).read().status()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersWithoutAskingForTheBody(boolean refused) throws IOException {
    server.api.answers(
        refused
            ? new Answer.Refused(RefusedException.invalid("no").refusal())
            : new Answer.Empty());
    try (RawConnection client = server.connect()) {
      client.send(
          RawConnection.head("POST /v1/a", "Expect: 100-continue", "Content-Length: 65537"));
      RawConnection.Response response = client.read();
      assertThat(response.status()).isEqualTo(refused ? 400 : 204);
      assertThat(response.header("Connection")).contains("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void handsTheBodyOfARemovalToWhoReadsIt() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(RawConnection.head("DELETE /v1/a", "Content-Length: 9") + "{\"a\":\"b\"}");
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(client.request("DELETE /v1/a").status()).isEqualTo(204);
    }
    assertThat(server.api.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"GET", "DELETE", "LIST"})
  void doesNotTakeAnIgnoredBodyForTheNextRequest(String method) throws IOException {
    server.api.answers(new Answer.Empty());
    String hidden = RawConnection.head("GET /v1/hidden");
    try (RawConnection client = server.connect()) {
      client.send(
          RawConnection.head(method + " /v1/a", "Content-Length: " + hidden.length()) + hidden);
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(client.request("GET /v1/b").status()).isEqualTo(204);
    }
    assertThat(server.api.requests())
        .extracting(r -> r.path().replace("/", ""))
        .containsExactly("a", "b");
  }

  @Test
  void keepsTheConnectionWhenASmallBodyWasNotRead() throws IOException {
    server.api.answers(new Answer.Empty());
    String hidden = RawConnection.head("GET /v1/hidden").repeat(100);
    try (RawConnection client = server.connect()) {
      assertThat(client.post("/v1/a", hidden).status()).isEqualTo(204);
      assertThat(client.post("/v1/b", "x".repeat(60_000)).status()).isEqualTo(204);
      assertThat(client.request("GET /v1/c").status()).isEqualTo(204);
    }
    assertThat(server.api.requests()).extracting(r -> r.path()).containsExactly("a", "b", "c");
  }

  @Test
  void answersAndClosesWhenALargeBodyWasNotRead() throws IOException {
    server.api.answers(new Answer.Empty());
    try (RawConnection client = server.connect()) {
      RawConnection.Response response = client.post("/v1/a", "x".repeat(3_000_000));
      assertThat(response.status()).isEqualTo(204);
      assertThat(response.header("Connection")).contains("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void waitsOnlyBrieflyForARestThatNeverComes() throws IOException {
    server.api.answers(new Answer.Empty());
    try (RawConnection client = server.connect()) {
      client.send(
          RawConnection.head("POST /v1/a", "Content-Length: 3000000") + "x".repeat(100_000));
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(client.isClosed()).isTrue();
      TestServer.await(() -> server.http.inFlight() == 0);
    }
  }

  @Test
  void answersTheSameWhenTheBodyIsReadTwice() throws IOException {
    server.api.does(
        request -> {
          BodyLimit limit = BodyLimit.PUBLIC;
          assertThat(request.body().read(limit)).isSameAs(request.body().read(limit));
          return FakeApi.plain(request, new Answer.Empty());
        });
    assertThat(post("{\"a\":1}").status()).isEqualTo(204);
  }

  private RawConnection.Response post(String body, String... headers) throws IOException {
    try (RawConnection client = server.connect()) {
      return client.post("/v1/a", body, headers);
    }
  }

  private RawConnection.Response chunked(String body) throws IOException {
    StringBuilder request =
        new StringBuilder(RawConnection.head("POST /v1/a", "Transfer-Encoding: chunked"));
    for (int start = 0; start < body.length(); start += 3_000) {
      String chunk = body.substring(start, Math.min(body.length(), start + 3_000));
      request.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk);
      request.append("\r\n");
    }
    try (RawConnection client = server.connect()) {
      return client.send(request.append("0\r\n\r\n").toString()).read();
    }
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static String ofLength(int length) {
    String body = "{\"a\":\"" + "x".repeat(length - 8) + "\"}";
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSize(length);
    return body;
  }

  private static Value.Obj object(String name, Value value) {
    return Value.Obj.builder().put(name, value).build();
  }
}
