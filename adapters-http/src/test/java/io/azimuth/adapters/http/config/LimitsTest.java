package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.FakeApi;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow clients, clients that ask too much, full queues, and shutdown. */
@Timeout(180)
class LimitsTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(700);

  /** Within it something must have come, also on a busy machine. */
  private static final Duration ENOUGH = Duration.ofSeconds(2);

  private static final int LARGE_BODY = 2_000_000;

  /** Whoever has sent this much of a body keeps its place for 25 seconds. */
  private static final int MUCH = 1_700_000;

  @Test
  void answers503WhenTheQueueIsFull() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    try (TestServer server = TestServer.start(new HttpConfig.Capacity(1, 1))) {
      server.api.does(request -> hold(request, release));
      try (RawConnection running = server.connect();
          RawConnection waiting = server.connect();
          RawConnection refused = server.connect()) {
        running.send(RawConnection.head("GET /v1/running"));
        TestServer.await(() -> server.api.requests().size() == 1);
        waiting.send(RawConnection.head("GET /v1/waiting"));
        TestServer.await(() -> server.http.waiting() == 1);
        RawConnection.Response response = refused.request("GET /v1/refused");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).contains("1");
        assertThat(response.body())
            .isEqualTo("{\"errors\":[\"the server has too much to do; try again\"]}\n");
        release.countDown();
        assertThat(running.read().status()).isEqualTo(204);
        assertThat(waiting.read().status()).isEqualTo(204);
        assertThat(refused.request("GET /v1/again").status()).isEqualTo(204);
      }
    }
  }

  @Test
  void aClientThatFloodsKeepsNoOtherOut() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    List<RawConnection> flood = new ArrayList<>();
    try (TestServer server = TestServer.start(behindProxy(new HttpConfig.Capacity(1, 256)));
        RawConnection running = server.connect();
        RawConnection other = server.connect();
        RawConnection unknown = server.connect()) {
      server.api.does(request -> hold(request, release));
      running.send(RawConnection.head("GET /v1/running"));
      TestServer.await(() -> server.api.requests().size() == 1);
      String flooding = "X-Forwarded-For: 192.0.2.1";
      for (int i = 0; i < 64; i++) {
        flood.add(server.connect().send(RawConnection.head("GET /v1/flood", flooding)));
      }
      TestServer.await(() -> server.http.waiting() == 64);
      other.send(RawConnection.head("GET /v1/other", "X-Forwarded-For: 192.0.2.2"));
      TestServer.await(() -> server.http.waiting() == 65);
      unknown.send(RawConnection.head("GET /v1/unknown"));
      TestServer.await(() -> server.http.waiting() == 66);
      release.countDown();
      assertThat(other.read().status()).isEqualTo(204);
      assertThat(unknown.read().status()).isEqualTo(204);
      TestServer.await(() -> server.http.inFlight() == 0);
      assertThat(server.api.requests().subList(0, 4))
          .extracting(r -> r.path())
          .containsExactly("running", "flood", "other", "unknown");
    } finally {
      for (RawConnection one : flood) {
        one.close();
      }
    }
  }

  private static HttpConfig behindProxy(HttpConfig.Capacity capacity) {
    List<Cidr> loopback = Cidr.parse("127.0.0.0/8").stream().toList();
    return new HttpConfig(
        List.of(new ListenerConfig(TestServer.ANY_PORT, Optional.empty(), loopback)), capacity);
  }

  @Test
  void closesWhenHeadersDoNotComeInTime() throws IOException {
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(SHORT, LONG, LONG, LONG));
        RawConnection client = server.connect()) {
      client.send("GET /v1/a HTTP/1.1\r\nHost: local");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void closesWhenHeadersDribble() throws IOException {
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(SHORT, LONG, LONG, LONG));
        RawConnection client = server.connect()) {
      client.send("GET /v1/a HTTP/1.1\r\n");
      assertThat(dribble(client, "X-A: b\r\n")).isTrue();
    }
  }

  @Test
  void closesIdleConnections() throws IOException {
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(LONG, LONG, LONG, ENOUGH));
        RawConnection used = server.connect()) {
      assertThat(used.request("GET /v1/a").status()).isEqualTo(200);
      assertThat(used.isClosed()).isTrue();
    }
  }

  @Test
  void answers408WhenTheBodyDribblesWithoutCostingAWorker() throws IOException {
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(LONG, SHORT, LONG, LONG));
        RawConnection client = server.connect()) {
      server.api.readsBodies();
      client.send(RawConnection.head("POST /v1/a", "Content-Length: 30000") + "{\"a\":\"");
      RawConnection.Response response = client.read();
      assertThat(response.status()).isEqualTo(408);
      assertThat(response.header("Connection")).contains("close");
      assertThat(client.isClosed()).isTrue();
      assertThat(server.api.requests()).isEmpty();
    }
  }

  @Test
  void givesUpOnALargeBodyThatStops() throws IOException {
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(LONG, ENOUGH, LONG, LONG));
        RawConnection client = server.connect()) {
      server.api.readsBodies();
      client.send(
          RawConnection.head("POST /v1/a", "Content-Length: 200000")
              + "{\"a\":\""
              + "x".repeat(100_000));
      RawConnection.Response response = client.read();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).isEqualTo("{\"errors\":[\"the body did not arrive in time\"]}\n");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void letsOnlyHalfOfTheWorkersWaitForSlowClients() throws IOException {
    try (TestServer server = TestServer.start(new HttpConfig.Capacity(2, 10));
        RawConnection slow = server.connect();
        RawConnection slowToo = server.connect();
        RawConnection quick = server.connect()) {
      server.api.readsBodies(LARGE_BODY);
      String begun =
          RawConnection.head("POST /v1/a", "Content-Length: " + LARGE_BODY)
              + "{\"a\":\""
              + "x".repeat(100_000);
      slow.send(begun);
      TestServer.await(server.http::isFullOfSlowBodies);
      slow.send("x".repeat(MUCH));
      TestServer.await(() -> server.http.connections().heldBytes() > MUCH + 100_000);
      slowToo.send(begun);
      assertThat(slowToo.read().status()).isEqualTo(503);
      assertThat(quick.post("/v1/b", "{}").status()).isEqualTo(204);
      slow.send("x".repeat(LARGE_BODY - MUCH - 100_008) + "\"}");
      assertThat(slow.read().status()).isEqualTo(204);
    }
  }

  @Test
  void asksForNoBodyThatNoWorkerMayWaitFor() throws IOException {
    try (TestServer server = TestServer.start(new HttpConfig.Capacity(2, 10));
        RawConnection slow = server.connect();
        RawConnection slowToo = server.connect()) {
      server.api.readsBodies(LARGE_BODY);
      String head =
          RawConnection.head("POST /v1/a", "Expect: 100-continue", "Content-Length: " + LARGE_BODY);
      assertThat(slow.send(head).read().status()).isEqualTo(100);
      assertThat(server.http.isFullOfSlowBodies()).isTrue();
      slow.send("{\"a\":\"" + "x".repeat(MUCH));
      TestServer.await(() -> server.http.connections().heldBytes() > MUCH);
      assertThat(slowToo.send(head).read().status()).isEqualTo(503);
      slow.send("x".repeat(LARGE_BODY - MUCH - 8) + "\"}");
      assertThat(slow.read().status()).isEqualTo(204);
      assertThat(slow.request("DELETE /v1/a").status()).isEqualTo(204);
    }
  }

  @Test
  void answers503WhenARequestTakesTooLong() throws IOException {
    CompletableFuture<ApiResponse> never = new CompletableFuture<>();
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(LONG, LONG, SHORT, LONG));
        RawConnection client = server.connect()) {
      server.api.does(request -> never);
      RawConnection.Response response = client.request("GET /v1/a");
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.body()).isEqualTo("{\"errors\":[\"the request took too long\"]}\n");
      assertThat(client.isClosed()).isTrue();
      never.complete(FakeApi.response(server.api.onlyRequest(), new Answer.Empty()));
    }
  }

  @Test
  void doesNotBeginWithARequestThatWasAnsweredWhileItWaited() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    HttpConfig.Capacity capacity = new HttpConfig.Capacity(1, 10);
    ListenerLimits limits =
        ListenerLimits.DEFAULT.with(new ListenerLimits.Timeouts(LONG, LONG, SHORT, LONG));
    try (TestServer server = TestServer.start(capacity, limits);
        RawConnection running = server.connect();
        RawConnection waiting = server.connect()) {
      server.api.does(request -> hold(request, release));
      running.send(RawConnection.head("GET /v1/running"));
      TestServer.await(() -> server.api.requests().size() == 1);
      assertThat(waiting.request("POST /v1/waiting").status()).isEqualTo(503);
      release.countDown();
      TestServer.await(() -> isServed(server)); // 503 while the machine is busy
      assertThat(server.api.requests())
          .extracting(r -> r.path())
          .contains("running", "next")
          .doesNotContain("waiting");
    }
  }

  private static boolean isServed(TestServer server) {
    try (RawConnection next = server.connect()) {
      return next.request("GET /v1/next").status() == 204;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void cutsClientsThatDoNotReadTheirAnswer() throws IOException {
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(LONG, LONG, SHORT, LONG));
        RawConnection client = server.connect()) {
      String text = "x".repeat(30_000_000);
      server.api.answers(Answer.data(Value.Obj.builder().put("k", text).build()));
      client.send(RawConnection.head("GET /v1/a"));
      TestServer.await(() -> server.api.requests().size() == 1);
      TestServer.await(() -> server.http.inFlight() == 0);
    }
  }

  @Test
  void survivesAClientThatIsGone() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    try (TestServer server = TestServer.start()) {
      server.api.does(request -> hold(request, release));
      try (RawConnection client = server.connect()) {
        client.send(RawConnection.head("GET /v1/a"));
        TestServer.await(() -> server.api.requests().size() == 1);
        client.socket().setSoLinger(true, 0);
      }
      release.countDown();
      TestServer.await(() -> server.http.inFlight() == 0);
      try (RawConnection client = server.connect()) {
        assertThat(client.request("GET /v1/b").status()).isEqualTo(204);
      }
    }
  }

  @Test
  void forgetsAClientThatLeavesInTheMiddleOfItsBody() throws IOException {
    try (TestServer server = TestServer.start()) {
      server.api.readsBodies();
      try (RawConnection client = server.connect()) {
        client.send(RawConnection.head("POST /v1/a", "Content-Length: 100") + "{");
        TestServer.await(() -> server.http.inFlight() == 1);
      }
      TestServer.await(() -> server.http.inFlight() == 0);
      assertThat(server.api.requests()).isEmpty();
    }
  }

  @Test
  void answersPipelinedRequestsInOrderAlsoAfterRefusals() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      server.api.readsBodies();
      String post = RawConnection.head("POST /v1/b", "Content-Length: 2") + "{}";
      String bad = RawConnection.head("POST /v1/c", "Content-Length: 2") + "[]";
      client.send(
          RawConnection.head("GET /v1/../a") + post + bad + RawConnection.head("FOO /v1/x") + post);
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        statuses.add(client.read().status());
      }
      assertThat(statuses).containsExactly(400, 204, 400, 405, 204);
    }
  }

  @Test
  void closesOnHeadersThatAreTooLarge() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      client.send("GET /v1/a HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(200_000) + "\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
      assertThat(server.api.requests()).isEmpty();
    } catch (IOException e) {
      // The server closed while we were still sending: the test expects that.
      assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|abort).*");
    }
  }

  @Test
  void finishesWhatIsUnderWayWhenDrainedAndSendsTheRestAway() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestServer server = TestServer.start()) {
      server.api.does(request -> hold(request, release));
      try (RawConnection busy = server.connect();
          RawConnection keptAlive = server.connect()) {
        assertThat(keptAlive.request("GET /v1/../x").status()).isEqualTo(400);
        busy.send(RawConnection.head("GET /v1/a"));
        TestServer.await(() -> server.api.requests().size() == 1);
        assertThat(server.http.drain(Duration.ZERO)).isFalse();
        RawConnection.Response sentAway = keptAlive.request("GET /v1/b");
        assertThat(sentAway.status()).isEqualTo(503);
        assertThat(sentAway.header("Connection")).contains("close");
        assertThat(sentAway.header("Retry-After")).contains("1");
        assertThat(keptAlive.isClosed()).isTrue();
        release.countDown();
        assertThat(server.http.drain(Duration.ofMinutes(1))).isTrue();
        assertThat(busy.read().status()).isEqualTo(204);
        server.http.close();
        assertThat(busy.isClosed()).isTrue();
      }
    }
  }

  @Test
  void servesOpenConnectionsOnceMoreBeforeAndWhileItIsDrained() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestServer server = TestServer.start();
        RawConnection busy = server.connect();
        RawConnection before = server.connect();
        RawConnection during = server.connect()) {
      InetSocketAddress address = server.address();
      server.api.does(LimitsTest::answer);
      server.http.leaveSoon();
      try (RawConnection fresh = server.connect()) {
        expectLastAnswer(fresh);
      }
      expectLastAnswer(before);
      server.api.does(request -> hold(request, release));
      busy.send(RawConnection.head("GET /v1/a"));
      TestServer.await(() -> server.api.requests().size() == 3);
      server.api.does(LimitsTest::answer);
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> drain(server, Duration.ofMinutes(1)));
      TestServer.await(() -> isRefused(address));
      expectLastAnswer(during);
      assertThat(drained).isNotDone();
      release.countDown();
      assertThat(busy.read().status()).isEqualTo(204);
      assertThat(drained.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static void expectLastAnswer(RawConnection connection) throws IOException {
    RawConnection.Response answer = connection.request("GET /v1/b");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Connection")).contains("close");
    assertThat(connection.isClosed()).isTrue();
  }

  private static boolean drain(TestServer server, Duration patience) {
    try {
      return server.http.drain(patience);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isRefused(InetSocketAddress address) {
    try {
      RawConnection.to(address).close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void acceptsNoConnectionOnceDrained() throws Exception {
    try (TestServer server = TestServer.start()) {
      InetSocketAddress address = server.address();
      assertThat(server.http.drain(Duration.ofMinutes(1))).isTrue();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> RawConnection.to(address)))
          .isInstanceOf(ConnectException.class);
    }
  }

  private static boolean dribble(RawConnection client, String bytes) throws IOException {
    client.socket().setSoTimeout(50);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (System.nanoTime() < deadline) {
      try {
        client.send(bytes);
      } catch (IOException e) {
        return true;
      }
      if (client.isClosed()) {
        return true;
      }
    }
    return false;
  }

  private static CompletableFuture<ApiResponse> hold(ApiRequest request, CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer(request);
  }

  private static CompletableFuture<ApiResponse> answer(ApiRequest request) {
    return CompletableFuture.completedFuture(FakeApi.response(request, new Answer.Empty()));
  }
}
