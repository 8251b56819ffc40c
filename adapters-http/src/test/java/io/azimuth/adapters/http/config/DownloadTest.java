package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.FakeApi;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that are too long for memory, and slow clients that read them. */
class DownloadTest {

  private static final long GIGABYTE = 1L << 30;

  /** About a mebibyte; numbers begin anew after it. */
  private static final int PIECE = 251 * 4096;

  private static final int PIECES = 80;

  /** A busy machine may stop the test itself while the server goes on. */
  private static final int ROUNDS = 5;

  @Test
  void sendsTheBytesWithTypeNameAndLength() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      Numbers content = new Numbers(1_000_003);
      server.api.answers(new Answer.Download(content));
      client.send(RawConnection.head("GET /v1/x"));
      RawConnection.Response head = client.read(false);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers())
          .containsEntry("content-length", "1000003")
          .containsEntry("content-type", "application/octet-stream")
          .containsEntry("content-disposition", "attachment; filename=\"numbers.bin\"")
          .containsEntry("cache-control", "no-store");
      assertThat(client.readNumbers(1_000_003)).isEqualTo(1_000_003);
      TestServer.await(() -> content.closed);
      server.api.answers(new Answer.Empty());
      assertThat(client.request("GET /v1/x").status()).isEqualTo(204); // the connection is kept
    }
  }

  @Test
  void headHasTheLengthAndNoBytes() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      Numbers content = new Numbers(GIGABYTE);
      server.api.answers(new Answer.Download(content));
      client.send(RawConnection.head("HEAD /v1/sys/health"));
      assertThat(client.read(false).header("content-length")).contains("1073741824");
      TestServer.await(() -> content.closed);
      assertThat(content.read).isZero();
    }
  }

  @Test
  void aGigabyteGoesThroughAndOthersAreServedMeanwhile() throws IOException {
    try (TestServer server = TestServer.start(new HttpConfig.Capacity(1, 1));
        RawConnection client = server.connect();
        RawConnection other = server.connect()) {
      server.api.answers(new Answer.Download(new Numbers(GIGABYTE)));
      client.send(RawConnection.head("GET /v1/x"));
      assertThat(client.read(false).status()).isEqualTo(200);
      server.api.answers(new Answer.Empty());
      assertThat(other.request("GET /v1/x").status()).isEqualTo(204);
      assertThat(client.readNumbers(GIGABYTE)).isEqualTo(GIGABYTE);
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsNoWorkerAndLittleMemory() throws IOException {
    try (TestServer server = TestServer.start(new HttpConfig.Capacity(1, 1));
        RawConnection client = server.connect();
        RawConnection other = server.connect()) {
      Numbers content = new Numbers(GIGABYTE);
      server.api.answers(new Answer.Download(content));
      client.send(RawConnection.head("GET /v1/x"));
      assertThat(client.read(false).status()).isEqualTo(200);
      server.api.answers(new Answer.Empty());
      for (int i = 0; i < 20; i++) {
        assertThat(other.request("GET /v1/x").status()).isEqualTo(204);
      }
      assertThat(content.read).isLessThan(32L << 20); // what the sockets can hold
      client.socket().close();
      TestServer.await(() -> content.closed);
    }
  }

  @Tag("slow") // waits for a real time limit
  @Test
  void aClientThatStopsReadingIsCutOff() throws IOException {
    Duration time = Duration.ofSeconds(2);
    ListenerLimits.Timeouts timeouts =
        new ListenerLimits.Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(10), time, Duration.ofSeconds(60));
    try (TestServer server = TestServer.start(timeouts);
        RawConnection client = server.connect()) {
      assertThat(client.request("GET /v1/x").status()).isEqualTo(200); // all classes are loaded
      Numbers content = new Numbers(GIGABYTE);
      server.api.answers(new Answer.Download(content));
      client.send(RawConnection.head("GET /v1/x"));
      assertThat(client.read(false).status()).isEqualTo(200);
      TestServer.await(() -> content.closed);
      assertThat(content.read).isLessThan(GIGABYTE);
    }
  }

  @Test
  void aClientThatGoesOnReadingMayTakeLongerThanARequest() throws IOException {
    Duration time = Duration.ofMillis(500);
    ListenerLimits.Timeouts timeouts =
        new ListenerLimits.Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(10), time, Duration.ofSeconds(60));
    try (TestServer server = TestServer.start(timeouts)) {
      server.api.does(
          request -> {
            Numbers content = new Numbers((long) PIECES * PIECE);
            return FakeApi.plain(request, new Answer.Download(content));
          });
      Optional<Duration> taken = Optional.empty();
      for (int round = 0; round < ROUNDS && taken.isEmpty(); round++) {
        taken = timeToReadSlowly(server);
      }
      assertThat(taken)
          .hasValueSatisfying(it -> assertThat(it).isGreaterThan(time.multipliedBy(2)));
    }
  }

  /** Empty when the answer is late or cut. */
  private static Optional<Duration> timeToReadSlowly(TestServer server) throws IOException {
    try (RawConnection client = server.connect()) {
      long begin = System.nanoTime();
      if (client.send(RawConnection.head("GET /v1/x")).read(false).status() != 200) {
        return Optional.empty();
      }
      for (int i = 0; i < PIECES; i++) {
        if (client.readNumbers(PIECE) < PIECE) {
          return Optional.empty();
        }
        LockSupport.parkNanos(20_000_000);
      }
      return Optional.of(Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  @Test
  void contentThatCannotBeReadEndsTheConnectionBeforeItsLength() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      Numbers content = new Numbers(GIGABYTE);
      content.failAt = 300_000;
      server.api.answers(new Answer.Download(content));
      client.send(RawConnection.head("GET /v1/x"));
      assertThat(client.read(false).status()).isEqualTo(200);
      assertThat(client.readNumbers(GIGABYTE)).isLessThan(GIGABYTE);
      TestServer.await(() -> content.closed);
    }
  }

  @Test
  void contentOfAnAnswerThatComesTooLateIsClosed() throws IOException {
    ListenerLimits.Timeouts timeouts =
        new ListenerLimits.Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60));
    try (TestServer server = TestServer.start(timeouts);
        RawConnection client = server.connect()) {
      CompletableFuture<ApiResponse> late = new CompletableFuture<>();
      assertThat(client.request("GET /v1/x").status()).isEqualTo(200); // all classes are loaded
      server.api.does(request -> late);
      assertThat(client.request("GET /v1/x").status()).isEqualTo(503);
      Numbers content = new Numbers(GIGABYTE);
      late.complete(FakeApi.response(server.api.requests().get(1), new Answer.Download(content)));
      TestServer.await(() -> content.closed);
      assertThat(content.read).isZero();
    }
  }

  /** Bytes whose value is their place modulo 251. */
  private static final class Numbers implements Content {

    private static final int NUMBERS = 251;
    private static final byte[] SOME = some();

    private final long length;
    private volatile long read; // written by the I/O thread only
    private volatile boolean closed;
    private long failAt = Long.MAX_VALUE;

    Numbers(long length) {
      this.length = length;
    }

    private static byte[] some() {
      byte[] some = new byte[1 << 16];
      for (int i = 0; i < some.length; i++) {
        some[i] = (byte) (i % NUMBERS);
      }
      return some;
    }

    @Override
    public String mediaType() {
      return "application/octet-stream";
    }

    @Override
    public String fileName() {
      return "numbers.bin";
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      long begin = read;
      if (begin >= failAt) {
        throw new IOException("the disk is gone");
      }
      if (begin == length) {
        return -1;
      }
      int count = (int) Math.min(into.remaining(), length - begin);
      for (int put = 0; put < count; ) {
        int from = (int) ((begin + put) % NUMBERS);
        int piece = Math.min(count - put, SOME.length - from);
        into.put(SOME, from, piece);
        put += piece;
      }
      read = begin + count;
      return count;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
