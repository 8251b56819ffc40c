package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.FakeApi;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.spi.api.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger without a token can make a listener hold. */
@Timeout(180)
@Isolated("waits for the collection of garbage")
class ConnectionLimitsTest {

  private static final String CHUNKED =
      RawConnection.head("POST /v1/auth/azure/login", "Transfer-Encoding: chunked");

  @Test
  void closesTheIdlestConnectionWhenOneAddressHasTooMany() throws IOException {
    try (TestServer server = TestServer.start(HttpConfig.Capacity.DEFAULT, connections(100, 2));
        RawConnection first = server.connect();
        RawConnection second = server.connect()) {
      for (RawConnection one : List.of(first, second, first)) {
        assertThat(one.request("GET /v1/a").status()).isEqualTo(200);
        TestServer.await(() -> server.http.inFlight() == 0); // it is idle only then
      }
      try (RawConnection third = server.connect()) {
        assertThat(third.request("GET /v1/a").status()).isEqualTo(200);
        assertThat(second.isClosed()).isTrue();
        assertThat(first.request("GET /v1/a").status()).isEqualTo(200);
        assertThat(server.http.connections().evicted()).isEqualTo(1);
      }
    }
  }

  @Test
  void refusesAConnectionWhenAllOthersAreAtWork() throws IOException {
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    try (TestServer server = TestServer.start(HttpConfig.Capacity.DEFAULT, connections(2, 2));
        RawConnection first = server.connect();
        RawConnection second = server.connect()) {
      server.api.does(request -> later);
      first.send(RawConnection.head("GET /v1/a"));
      second.send(RawConnection.head("GET /v1/a"));
      TestServer.await(() -> server.api.requests().size() == 2);
      try (RawConnection third = server.connect()) {
        assertThat(third.isClosed()).isTrue();
      }
      assertThat(server.http.connections().refused()).isEqualTo(1);
      later.complete(FakeApi.response(server.api.requests().get(0), new Answer.Empty()));
      assertThat(first.read().status()).isEqualTo(204);
      assertThat(second.read().status()).isEqualTo(204);
    }
  }

  @Test
  void closesAConnectionAtWorkOfTheClientWithMostForOneThatHasFewer() throws IOException {
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    try (TestServer server = TestServer.start(HttpConfig.Capacity.DEFAULT, connections(3, 3));
        RawConnection first = server.connectFrom("127.0.0.2");
        RawConnection second = server.connectFrom("127.0.0.2");
        RawConnection third = server.connectFrom("127.0.0.2")) {
      server.api.does(request -> later);
      for (RawConnection one : List.of(first, second, third)) {
        int before = server.api.requests().size();
        one.send(RawConnection.head("GET /v1/a"));
        TestServer.await(() -> server.api.requests().size() > before);
      }
      try (RawConnection customer = server.connect()) {
        assertThat(third.isClosed()).isTrue();
        later.complete(FakeApi.response(server.api.requests().get(0), new Answer.Empty()));
        assertThat(customer.request("GET /v1/a").status()).isEqualTo(204);
        assertThat(first.read().status()).isEqualTo(204);
        assertThat(second.read().status()).isEqualTo(204);
      }
    }
  }

  @Test
  void servesOthersWhileAThousandConnectionsAreSilent() throws IOException {
    List<RawConnection> silent = new ArrayList<>();
    try (TestServer server = TestServer.start()) {
      for (int i = 0; i < 1_100; i++) {
        silent.add(server.connect());
      }
      try (RawConnection customer = server.connect()) {
        assertThat(customer.request("GET /v1/a").status()).isEqualTo(200);
        assertThat(server.http.connections().open()).isLessThanOrEqualTo(256);
      }
    } finally {
      for (RawConnection one : silent) {
        one.close();
      }
    }
  }

  @Test
  void forgetsClosedConnections() throws IOException {
    try (TestServer server = TestServer.start()) {
      try (RawConnection client = server.connect()) {
        assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
        assertThat(server.http.connections().open()).isEqualTo(1);
      }
      TestServer.await(() -> server.http.connections().open() == 0);
      assertThat(server.http.connections().heldBytes()).isZero();
    }
  }

  @Test
  void holdsNothingOfAClosedConnection() throws IOException {
    int limit = 1 << 20;
    String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
    String tooLong = CHUNKED + chunk.repeat(20);
    try (TestServer server = TestServer.start()) {
      server.api.readsBodies(limit);
      long before = usedMemory();
      for (int i = 0; i < 100; i++) {
        try (RawConnection client = server.connect()) {
          assertThat(client.send(tooLong).read().status()).isEqualTo(413);
        }
      }
      TestServer.await(() -> server.http.connections().open() == 0);
      assertThat(usedMemory() - before).isLessThan(32L * limit);
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void closesAConnectionWithoutARequest() throws IOException {
    Duration soon = Duration.ofMillis(300);
    Duration late = Duration.ofMinutes(5);
    ListenerLimits.Timeouts timeouts = new ListenerLimits.Timeouts(soon, late, late, late);
    try (TestServer server = TestServer.start(timeouts);
        RawConnection silent = server.connect()) {
      assertThat(silent.isClosed()).isTrue();
    }
  }

  @Test
  void refusesEndlessTrailersAndExtensions() throws IOException {
    try (TestServer server = TestServer.start()) {
      server.api.readsBodies();
      for (String endless :
          List.of(
              "2\r\n{}\r\n0\r\n" + "1:\r\n2:\r\n".repeat(2_000),
              "2;" + "x".repeat(20_000),
              "2\r\n{}\r\n0\r\nTrailer: " + "x".repeat(20_000))) {
        try (RawConnection stranger = server.connect()) {
          stranger.send(CHUNKED).send(endless);
          RawConnection.Response response = stranger.read();
          assertThat(response.status()).isEqualTo(400);
          assertThat(response.body())
              .isEqualTo("{\"errors\":[\"the framing of the request is not clear\"]}\n");
          assertThat(stranger.isClosed()).isTrue();
        }
      }
      assertThat(server.api.requests()).isEmpty();
      TestServer.await(() -> server.http.connections().heldBytes() == 0);
    }
  }

  @Test
  void refusesTrailersThatComeAfterTheAnswer() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection stranger = server.connect()) {
      stranger.send(RawConnection.head("POST /v1/../x", "Transfer-Encoding: chunked"));
      assertThat(stranger.read().status()).isEqualTo(400);
      stranger.send("0\r\n" + "1:\r\n".repeat(20_000));
      assertThat(stranger.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/a HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n 2\r\n\r\n{}",
        "POST /v1/a HTTP/1.1\r\nHost: a\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n",
        "POST /v1/a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      })
  void refusesWhatCouldBeHalfOfASmuggledRequest(String request) throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection stranger = server.connect()) {
      server.api.readsBodies();
      stranger.send(request);
      assertThat(stranger.read().status()).isEqualTo(400);
      assertThat(stranger.isClosed()).isTrue();
      assertThat(server.api.requests()).isEmpty();
    }
  }

  @Test
  void checksTheHeadOfAPipelinedRequestToo() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection stranger = server.connect()) {
      stranger.send(
          RawConnection.head("GET /v1/a") + "GET /v1/b HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n");
      assertThat(stranger.read().status()).isEqualTo(200);
      assertThat(stranger.read().status()).isEqualTo(400);
      assertThat(stranger.isClosed()).isTrue();
    }
  }

  @Test
  void closesTheLargestUnfinishedRequestWhenMemoryRunsShort() throws IOException {
    ListenerLimits limits =
        new ListenerLimits(100, 100, 1 << 20, 100_000, ListenerLimits.Timeouts.DEFAULT);
    try (TestServer server = TestServer.start(HttpConfig.Capacity.DEFAULT, limits);
        RawConnection large = server.connect();
        RawConnection small = server.connect();
        RawConnection customer = server.connect()) {
      server.api.readsBodies();
      String head = RawConnection.head("POST /v1/a", "Content-Length: 60000");
      large.send(head + "x".repeat(59_000));
      small.send(head + "x".repeat(30_000));
      TestServer.await(() -> server.http.connections().heldBytes() > 89_000);
      String body = "{\"a\":\"" + "x".repeat(20_000) + "\"}";
      assertThat(customer.post("/v1/a", body).status()).isEqualTo(204);
      assertThat(large.isClosed()).isTrue();
      assertThat(server.http.connections().evicted()).isEqualTo(1);
    }
  }

  @Test
  void largeRequestsThatWaitKeepNoSmallOneOut() throws IOException {
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    ListenerLimits limits =
        new ListenerLimits(100, 100, 1 << 20, 30_000, ListenerLimits.Timeouts.DEFAULT);
    try (TestServer server = TestServer.start(HttpConfig.Capacity.DEFAULT, limits);
        RawConnection parked = server.connect();
        RawConnection customer = server.connect();
        RawConnection large = server.connect()) {
      server.api.does(request -> later);
      parked.send(
          RawConnection.head("POST /v1/login", "Content-Length: 29900") + "x".repeat(29_900));
      TestServer.await(() -> server.api.requests().size() == 1);
      server.api.readsBodies();
      assertThat(customer.post("/v1/a", "{\"a\":\"" + "x".repeat(2_000) + "\"}").status())
          .isEqualTo(204);
      assertThat(large.post("/v1/a", "{\"a\":\"" + "x".repeat(20_000) + "\"}").status())
          .isEqualTo(503);
      later.complete(FakeApi.response(server.api.requests().get(0), new Answer.Empty()));
      assertThat(parked.read().status()).isEqualTo(204);
    }
  }

  @Test
  void slowStrangersHoldNoWorker() throws IOException {
    try (TestServer server = TestServer.start(new HttpConfig.Capacity(2, 10))) {
      server.api.readsBodies();
      List<RawConnection> slow = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RawConnection one = server.connect();
        one.send(RawConnection.head("POST /v1/a", "Content-Length: 60000") + "x".repeat(40_000));
        slow.add(one);
      }
      for (String framing : List.of("Content-Length: 65536", "Transfer-Encoding: chunked")) {
        RawConnection one = server.connect();
        one.send(RawConnection.head("POST /v1/a", "Expect: 100-continue", framing));
        assertThat(one.read().status()).isEqualTo(100);
        slow.add(one);
      }
      TestServer.await(() -> server.http.connections().heldBytes() > 160_000);
      assertThat(server.http.isFullOfSlowBodies()).isFalse();
      assertThat(server.api.requests()).isEmpty();
      for (RawConnection one : slow) {
        one.close();
      }
    }
  }

  private static ListenerLimits connections(int all, int perAddress) {
    return new ListenerLimits(all, perAddress, 1 << 20, 1 << 20, ListenerLimits.Timeouts.DEFAULT);
  }
}
