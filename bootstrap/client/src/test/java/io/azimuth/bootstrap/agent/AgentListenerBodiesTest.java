package io.azimuth.bootstrap.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.agent.listener.AutoAuthToken;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of requests have a limit, each and together. */
class AgentListenerBodiesTest extends AgentListenerFixture {

  private static final int LARGEST = 2 << 20;

  /** So many of the largest have no place at once. */
  private static final int TOO_MANY = 5;

  private static final int ATTEMPTS = 200;

  @BeforeEach
  void listen() {
    listen(AutoAuthToken.WHEN_MISSING, false);
  }

  @Test
  void passesTheLargestBody() throws Exception {
    String body = "x".repeat(LARGEST);

    assertThat(ask("PUT", "/v1/a", body).body()).isEqualTo("PUT /v1/a agents null " + body);
    assertThat(ask("PUT", "/v1/a", chunked(LARGEST)).statusCode()).isEqualTo(418);
  }

  @Test
  void refusesALargerBodyWhenItComesInChunks() throws Exception {
    HttpResponse<String> answer = ask("PUT", "/v1/a", chunked(LARGEST + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("longer than 2 MiB");
    assertThat(forwarded).hasValue(0);
  }

  private static HttpRequest.BodyPublisher chunked(int length) {
    return HttpRequest.BodyPublishers.ofInputStream(
        () -> new ByteArrayInputStream(new byte[length]));
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 2097153, 413",
    "Content-Length: 33554433, 413",
    "Content-Length: 99999999999999999999, 400",
    "Content-Length: -1, 400",
    "Content-Length: +1, 400",
    "Content-Length: one, 400",
    "Content-Length: 1|Content-Length: 2, 400",
    "Content-Length: 1|Transfer-Encoding: chunked, 400",
  })
  void refusesALengthBeforeTheBody(String headers, int status) throws Exception {
    assertThat(statusOf(upload(headers))).isEqualTo(status);
    assertThat(forwarded).hasValue(0);
  }

  private static String upload(String headers) {
    return "PUT /v1/a HTTP/1.1\r\nHost: localhost\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n";
  }

  @Test
  void refusesABodyThatAllTogetherLeaveNoPlaceForUntilTheyBreakOff() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 1; i < TOO_MANY; i++) {
      slow.add(unfinishedUpload());
    }
    HttpResponse<String> refused = awaitNoPlace(slow);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(ask("GET", "/v1/a", "").statusCode()).as("without a body").isEqualTo(418);

    for (Socket socket : slow) {
      socket.close();
    }
    forwarded.set(0);
    assertThat(awaitAnswer().body()).startsWith("PUT /v1/b agents ");
    assertThat(forwarded).as("none that broke off").hasValue(1);
  }

  private Socket unfinishedUpload() throws Exception {
    Socket socket = connect();
    socket
        .getOutputStream()
        .write(upload("Content-Length: " + LARGEST).getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[LARGEST - 1]);
    return socket;
  }

  // A request that was answered can have taken the place of an upload: another one takes it.
  private HttpResponse<String> awaitNoPlace(List<Socket> slow) throws Exception {
    HttpResponse<String> answer = put();
    for (int i = 1; i < ATTEMPTS && answer.statusCode() != 503; i++) {
      Thread.sleep(20);
      if (i % 25 == 0) {
        slow.add(unfinishedUpload());
      }
      answer = put();
    }
    assertThat(answer.statusCode()).isEqualTo(503);
    return answer;
  }

  private HttpResponse<String> awaitAnswer() throws Exception {
    HttpResponse<String> answer = put();
    for (int i = 0; i < ATTEMPTS && answer.statusCode() != 418; i++) {
      Thread.sleep(20);
      answer = put();
    }
    return answer;
  }

  private HttpResponse<String> put() throws Exception {
    return ask("PUT", "/v1/b", "x".repeat(LARGEST / 8));
  }
}
