package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.FakeApi;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.TextContent;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients hold that do not take their answers, and who loses a connection for it. */
@Timeout(180)
class UnreadAnswersTest {

  private static final int MEBIBYTE = 1 << 20;

  /** More than the system takes of an answer that nobody reads. */
  private static final int LARGE = 8 * MEBIBYTE;

  /** A busy machine may stop the test itself while the server goes on. */
  private static final int ROUNDS = 5;

  private static final String GET = RawConnection.head("GET /v1/a");

  private static final String CUSTOMER = "127.0.0.1";
  private static final String STRANGER = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";

  private final List<RawConnection> opened = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (RawConnection one : opened) {
      one.close();
    }
  }

  private RawConnection connect(TestServer server, String address) throws IOException {
    RawConnection connection = server.connectFrom(address);
    opened.add(connection);
    return connection;
  }

  /** A connection after its first answer. */
  private RawConnection idle(TestServer server, String address) throws IOException {
    RawConnection connection = connect(server, address);
    assertThat(connection.send(GET).read().status()).isLessThan(400);
    return connection;
  }

  private static TestServer start(int connections, long bufferedBytes) throws IOException {
    return start(connections, bufferedBytes, ListenerLimits.Timeouts.DEFAULT);
  }

  private static TestServer start(
      int connections, long bufferedBytes, ListenerLimits.Timeouts timeouts) throws IOException {
    return TestServer.start(
        HttpConfig.Capacity.DEFAULT,
        new ListenerLimits(connections, connections, MEBIBYTE, bufferedBytes, timeouts));
  }

  private static Answer text(int length) {
    return new Answer.Raw(
        Value.Obj.builder().put("x", "x".repeat(length)).build(), Answer.State.NORMAL);
  }

  private static long held(TestServer server) {
    return server.http.connections().heldBytes();
  }

  @Test
  void aTextThatIsSentInPartsCountsWhole() throws IOException {
    try (TestServer server = start(10, 4L * LARGE)) {
      server.api.answers(
          new Answer.Download(new TextContent("text/plain", "x.txt", "x".repeat(LARGE))));
      connect(server, STRANGER).send(GET);
      TestServer.await(() -> held(server) > LARGE);
    }
  }

  @Test
  void theUnreadAnswersOfOneAddressCloseItsConnections() throws IOException {
    long limit = 20L * MEBIBYTE; // two of the answers
    try (TestServer server = start(100, limit)) {
      server.api.answers(text(LARGE));
      for (int i = 0; i < 6; i++) {
        connect(server, STRANGER).send(GET);
        long kept = Math.min(i + 1, 2);
        long closed = Math.max(0, i - 1);
        TestServer.await(() -> held(server) > kept * LARGE && evicted(server) == closed);
        assertThat(held(server)).isLessThanOrEqualTo(limit);
      }
      for (int i = 0; i < 2; i++) {
        assertThat(connect(server, CUSTOMER).send(GET).read().body()).hasSizeGreaterThan(LARGE);
        assertThat(held(server)).isLessThanOrEqualTo(limit);
        TestServer.await(() -> held(server) < 2 * LARGE); // this answer is taken
      }
      assertThat(evicted(server)).isEqualTo(5);
      for (RawConnection stranger : opened.subList(0, 5)) {
        assertThat(readsAll(stranger)).isFalse();
      }
    }
  }

  private static long evicted(TestServer server) {
    return server.http.connections().evicted();
  }

  private static boolean readsAll(RawConnection connection) {
    try {
      connection.read();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void countsAnAnswerUntilItIsTaken() throws IOException {
    try (TestServer server = start(100, 32L * MEBIBYTE)) {
      server.api.answers(text(LARGE));
      RawConnection client = connect(server, CUSTOMER).send(GET);
      TestServer.await(() -> held(server) > LARGE);
      assertThat(client.read().status()).isEqualTo(200);
      TestServer.await(() -> held(server) == 0);
    }
  }

  @Test
  void countsALongAnswerAtOnceSoThatNoneWaitUncounted() throws IOException {
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    try (TestServer server = start(100, 32L * MEBIBYTE)) {
      park(server, CUSTOMER, later);
      later.complete(FakeApi.response(server.api.onlyRequest(), text(LARGE)));
      assertThat(held(server)).isGreaterThan(LARGE);
      assertThat(opened.get(0).read().status()).isEqualTo(200);
      TestServer.await(() -> held(server) == 0);
    }
  }

  @Test
  void countsNothingForAClientThatIsGone() throws IOException {
    ListenerLimits.Timeouts timeouts = ListenerLimits.Timeouts.DEFAULT;
    Duration soon = Duration.ofMillis(300);
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    try (TestServer server =
        start(
            100,
            32L * MEBIBYTE,
            new ListenerLimits.Timeouts(timeouts.head(), timeouts.body(), soon, timeouts.idle()))) {
      park(server, CUSTOMER, later);
      assertThat(opened.get(0).read().status()).isEqualTo(503);
      assertThat(opened.get(0).isClosed()).isTrue();
      opened.get(0).close();
      TestServer.await(() -> server.http.connections().open() == 0);
      later.complete(FakeApi.response(server.api.onlyRequest(), text(LARGE)));
      assertThat(held(server)).isZero();
    }
  }

  @Test
  void answersHaveRoomWhenRequestsThatWaitHoldAll() throws IOException {
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    try (TestServer server = start(100, 100_000)) {
      server.api.does(request -> later);
      for (int i = 0; i < 2; i++) {
        connect(server, STRANGER)
            .send(RawConnection.head("POST /v1/login", "Content-Length: 49800"))
            .send("x".repeat(49_800));
      }
      TestServer.await(() -> server.api.requests().size() == 2);
      RawConnection customer = connect(server, CUSTOMER);
      server.api.answers(text(20_000));
      assertThat(customer.send(GET).read().status()).isEqualTo(200);
      server.api.answers(text(30_000)); // more than a quarter of the limit
      RawConnection.Response refused = customer.send(GET).read();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(refused.body())
          .isEqualTo(
              "{\"errors\":[\"there is no room for an answer of this length; try again\"]}\n");
      server.api.answers(text(5_000));
      assertThat(customer.send(GET).read().status()).isEqualTo(200);
      assertThat(evicted(server)).isZero();
    }
  }

  @Test
  void aClientThatDoesNotTakeItsAnswerIsCutSoon() throws IOException {
    Duration progress = Duration.ofMillis(300);
    try (TestServer server = start(100, 1L << 30, progress(progress))) {
      server.api.answers(text(LARGE));
      RawConnection stranger = connect(server, STRANGER);
      long begin = System.nanoTime();
      stranger.send(GET);
      TestServer.await(() -> server.api.requests().size() == 1);
      TestServer.await(() -> server.http.connections().open() == 0);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(progress);
      assertThat(held(server)).isZero();
    }
  }

  @Test
  void aClientThatTakesItsAnswerSlowlyIsServed() throws IOException {
    Duration progress = Duration.ofMillis(600);
    try (TestServer server = start(100, 1L << 30, progress(progress))) {
      server.api.answers(text(LARGE));
      Optional<Duration> time = Optional.empty();
      for (int round = 0; round < ROUNDS && time.isEmpty(); round++) {
        time = timeToTakeSlowly(connect(server, CUSTOMER).send(GET));
      }
      assertThat(time)
          .hasValueSatisfying(it -> assertThat(it).isGreaterThan(progress.multipliedBy(3)));
    }
  }

  /** Empty when the answer is cut. */
  private static Optional<Duration> timeToTakeSlowly(RawConnection slow) {
    long begin = System.nanoTime();
    byte[] piece = new byte[1 << 17];
    long taken = 0;
    while (taken < LARGE) {
      try {
        int read = slow.socket().getInputStream().readNBytes(piece, 0, piece.length);
        if (read == 0) {
          return Optional.empty();
        }
        taken += read;
      } catch (IOException e) {
        return Optional.empty();
      }
      LockSupport.parkNanos(30_000_000); // this client is slow
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - begin));
  }

  private static ListenerLimits.Timeouts progress(Duration progress) {
    ListenerLimits.Timeouts timeouts = ListenerLimits.Timeouts.DEFAULT;
    return new ListenerLimits.Timeouts(
        timeouts.head(), timeouts.body(), timeouts.request(), timeouts.idle(), progress);
  }

  @Test
  void connectionsWithUnreadAnswersKeepNobodyOut() throws IOException {
    try (TestServer server = start(3, 1L << 30)) {
      server.api.answers(text(LARGE));
      for (int i = 1; i <= 3; i++) {
        long answers = i;
        connect(server, STRANGER).send(GET);
        TestServer.await(() -> held(server) > answers * LARGE);
      }
      server.api.answers(new Answer.Empty());
      assertThat(connect(server, CUSTOMER).send(GET).read().status()).isEqualTo(204);
      assertThat(server.http.connections().refused()).isZero();
      assertThat(readsAll(opened.get(0))).isFalse(); // it was idle longest
      assertThat(readsAll(opened.get(1))).isTrue();
    }
  }

  @Test
  void theClientWithMostConnectionsLosesOneEvenIfFewAreIdle() throws IOException {
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    try (TestServer server = start(5, 1L << 20)) {
      RawConnection first = idle(server, OTHER);
      RawConnection second = idle(server, OTHER);
      RawConnection stranger = idle(server, STRANGER);
      park(server, STRANGER, later);
      park(server, STRANGER, later);
      server.api.answers(new Answer.Empty());

      idle(server, CUSTOMER);

      assertThat(stranger.isClosed()).isTrue();
      assertThat(first.send(GET).read().status()).isEqualTo(204);
      assertThat(second.send(GET).read().status()).isEqualTo(204);
    }
  }

  @Test
  void aClientWithManyConnectionsTakesNoPlaceOfAnother() throws IOException {
    CompletableFuture<ApiResponse> later = new CompletableFuture<>();
    try (TestServer server = start(3, 1L << 20)) {
      RawConnection customer = idle(server, CUSTOMER);
      park(server, STRANGER, later);
      park(server, STRANGER, later);

      assertThat(connect(server, STRANGER).isClosed()).isTrue();

      server.api.answers(new Answer.Empty());
      assertThat(customer.send(GET).read().status()).isEqualTo(204);
      assertThat(server.http.connections().refused()).isEqualTo(1);
    }
  }

  private void park(TestServer server, String address, CompletableFuture<ApiResponse> later)
      throws IOException {
    int before = later.getNumberOfDependents();
    server.api.does(request -> later);
    connect(server, address).send(GET);
    TestServer.await(() -> later.getNumberOfDependents() > before);
  }

  @Test
  void theClientThatHoldsMostLosesItsLargestRequest() throws IOException {
    try (TestServer server = start(100, 100_000)) {
      server.api.readsBodies();
      List<RawConnection> strangers = unfinished(server, STRANGER, 17_000, 18_000, 17_000, 17_000);
      RawConnection other = unfinished(server, OTHER, 24_000).get(0);

      assertThat(write(server, 20_000).status()).isEqualTo(204);

      assertThat(strangers.get(1).isClosed()).isTrue();
      assertThat(evicted(server)).isEqualTo(1);
      assertThat(other.send("x\"}").read().status()).isEqualTo(204);
    }
  }

  @Test
  void theConnectionsOfAProxyStandForThemselves() throws IOException {
    ListenerLimits limits =
        new ListenerLimits(100, 100, MEBIBYTE, 100_000, ListenerLimits.Timeouts.DEFAULT);
    ListenerConfig listener =
        new ListenerConfig(
                TestServer.ANY_PORT, Optional.empty(), List.of(Cidr.parse(STRANGER).orElseThrow()))
            .with(limits);
    try (TestServer server = TestServer.start(HttpConfig.of(List.of(listener)))) {
      server.api.readsBodies();
      unfinished(server, STRANGER, 17_000, 18_000, 17_000, 17_000);
      RawConnection other = unfinished(server, OTHER, 24_000).get(0);

      assertThat(write(server, 20_000).status()).isEqualTo(204);

      assertThat(other.isClosed()).isTrue();
      assertThat(evicted(server)).isEqualTo(1);
    }
  }

  @Test
  void aClientThatHoldsLittleLosesNothingToManyThatHoldLess() throws IOException {
    try (TestServer server = start(100, 1_000_000)) {
      server.api.readsBodies();
      for (int i = 0; i < 33; i++) {
        unfinished(server, "127.0.1." + (i + 1), 30_000);
      }

      assertThat(write(server, 60_000).status()).isEqualTo(204);
    }
  }

  private RawConnection.Response write(TestServer server, int length) throws IOException {
    return connect(server, CUSTOMER).post("/v1/a", "{\"a\":\"" + "x".repeat(length) + "\"}");
  }

  /** Connections that have sent that much of their requests; three characters are missing. */
  private List<RawConnection> unfinished(TestServer server, String address, int... lengths)
      throws IOException {
    List<RawConnection> all = new ArrayList<>();
    for (int length : lengths) {
      long before = held(server);
      RawConnection one = connect(server, address);
      one.send(RawConnection.head("POST /v1/a", "Content-Length: " + (length + 3)));
      one.send("{\"a\":\"" + "x".repeat(length - 6));
      TestServer.await(() -> held(server) > before + length);
      all.add(one);
    }
    return all;
  }
}
