package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Rendering;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs after an answer was sent. */
class SentTest {

  private final CountDownLatch sent = new CountDownLatch(1);
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiResponse response(String id) {
    return response(id, new Answer.Raw(Value.Obj.EMPTY, Answer.State.NORMAL));
  }

  private ApiResponse response(String id, Answer answer) {
    return new ApiResponse(id, answer, "", Rendering.PLAIN, sent::countDown);
  }

  @Test
  void isDoneWhenTheAnswerWentOut() throws Exception {
    server.api.does(request -> CompletableFuture.completedFuture(response(request.id())));

    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
      assertThat(sent.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void isDoneWhenAnAnswerWithoutBodyWentOut() throws Exception {
    server.api.does(
        request -> CompletableFuture.completedFuture(response(request.id(), new Answer.Empty())));

    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(204);
      assertThat(sent.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void isNotDoneWhenTheCallerWasToldSomethingElse() throws Exception {
    CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    Duration soon = Duration.ofMillis(200);
    ListenerLimits.Timeouts timeouts = ListenerLimits.Timeouts.DEFAULT;
    server.close();
    server =
        TestServer.start(
            new ListenerLimits.Timeouts(timeouts.head(), timeouts.body(), soon, timeouts.idle()));
    server.api.does(request -> answer);
    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(503);
    }

    answer.complete(response("id-1"));

    server.close(); // everything is written after that
    assertThat(sent.getCount()).isEqualTo(1);
  }
}
