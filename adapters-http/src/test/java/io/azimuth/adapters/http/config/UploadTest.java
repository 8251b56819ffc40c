package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.FakeApi;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that the application reads as bytes, of any length. */
@Timeout(180)
class UploadTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  /** A thirtieth of a mebibyte. */
  private static final String PIECE = "0123456789abcdef".repeat(2_048);

  /** From any byte of a piece on, as many as one read takes. */
  private static final byte[] EXPECTED = (PIECE + PIECE).getBytes(StandardCharsets.US_ASCII);

  private static final int PIECES = 100;

  /** A busy machine may stop the client for longer than a request may take. */
  private static final int ROUNDS = 5;

  private static final String TOKEN = "X-Vault-Token: any";

  private final AtomicLong received = new AtomicLong();
  private final List<String> refusals = new CopyOnWriteArrayList<>();

  private void takesBytes(TestServer server) {
    server.api.does(
        request -> {
          try (InputStream in = request.body().bytes()) {
            byte[] piece = new byte[10_000];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
              int from = (int) (received.getAndAdd(read) % PIECE.length());
              assertThat(Arrays.equals(piece, 0, read, EXPECTED, from, from + read)).isTrue();
            }
            return FakeApi.plain(request, new Answer.Empty());
          } catch (RefusedException e) {
            refusals.addAll(e.refusal().errors());
            return FakeApi.plain(request, new Answer.Refused(e.refusal()));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static String length(long bytes) {
    return "Content-Length: " + bytes;
  }

  @Test
  void moreThanAnyOtherBodyMayHaveComesThrough() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      takesBytes(server);
      long all = (long) PIECES * PIECE.length();
      assertThat(all).isGreaterThan(ListenerLimits.DEFAULT.bodyBytes());
      client.send(RawConnection.head("POST /v1/x", TOKEN, length(all)));
      for (int i = 0; i < PIECES; i++) {
        client.send(PIECE);
      }
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(received).hasValue(all);
      assertThat(client.request("GET /v1/x").status()).isEqualTo(204); // the connection is kept
    }
  }

  @Test
  void chunksComeThroughAndAreNotCountedAsHeld() throws IOException {
    HttpConfig.Capacity capacity = new HttpConfig.Capacity(2, 2);
    try (TestServer server = TestServer.start(capacity);
        RawConnection client = server.connect()) {
      takesBytes(server);
      client.send(RawConnection.head("POST /v1/x", TOKEN, "Transfer-Encoding: chunked"));
      // More than the listener holds of all clients.
      long pieces = ListenerLimits.DEFAULT.bufferedBytes() / PIECE.length() + 10;
      for (int i = 0; i < pieces; i++) {
        client.send(Integer.toHexString(PIECE.length()) + "\r\n" + PIECE + "\r\n");
      }
      client.send("0\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(received).hasValue(pieces * PIECE.length());
    }
  }

  @Test
  void aShortBodyComesThrough() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      takesBytes(server);
      assertThat(client.post("/v1/x", "0123", TOKEN).status()).isEqualTo(204);
      assertThat(received).hasValue(4);
    }
  }

  @Test
  void theClientThatWaitsIsToldToContinueWhenItsBodyIsWanted() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      takesBytes(server);
      long all = 3L * PIECE.length();
      client.send(RawConnection.head("POST /v1/x", TOKEN, length(all), "Expect: 100-continue"));
      assertThat(client.read(false).status()).isEqualTo(100);
      client.send(PIECE).send(PIECE).send(PIECE);
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(received).hasValue(all);
    }
  }

  @Test
  void whoeverIsRefusedSendsNothing() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      server.api.answers(new Answer.Empty());
      client.send(
          RawConnection.head("POST /v1/x", TOKEN, length(1L << 40), "Expect: 100-continue"));
      assertThat(client.read().status()).isEqualTo(204);
    }
  }

  @Test
  void withoutATokenTheLimitOfTheListenerHolds() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      takesBytes(server);
      client.send(RawConnection.head("POST /v1/x", length(1L << 40), "Expect: 100-continue"));
      assertThat(client.read().status()).isEqualTo(413);
      assertThat(server.api.requests()).isEmpty();
    }
  }

  @Test
  void aBodyThatBreaksOffIsRefused() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      takesBytes(server);
      client.send(RawConnection.head("POST /v1/x", TOKEN, length(1L << 30)));
      client.send(PIECE).send(PIECE).send(PIECE);
      TestServer.await(() -> received.get() == 3L * PIECE.length());
      client.socket().close();
      TestServer.await(() -> server.http.inFlight() == 0);
      assertThat(refusals).hasSize(1).first().asString().contains("the body broke off");
    }
  }

  @Test
  void aClientThatSendsNothingMoreIsRefused() throws IOException {
    Duration body = Duration.ofSeconds(1);
    try (TestServer server = TestServer.start(new ListenerLimits.Timeouts(LONG, body, LONG, LONG));
        RawConnection client = server.connect()) {
      takesBytes(server);
      client.send(RawConnection.head("POST /v1/x", TOKEN, length(1L << 30)));
      client.send(PIECE).send(PIECE).send(PIECE);
      RawConnection.Response refused = client.read();
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("the body did not arrive in time");
    }
  }

  @Test
  void aClientThatGoesOnSendingMayTakeLongerThanARequest() throws IOException {
    Duration request = Duration.ofSeconds(1);
    try (TestServer server =
        TestServer.start(new ListenerLimits.Timeouts(LONG, LONG, request, LONG))) {
      takesBytes(server);
      OptionalLong sent = OptionalLong.empty();
      for (int round = 0; round < ROUNDS && sent.isEmpty(); round++) {
        TestServer.await(() -> server.http.inFlight() == 0);
        received.set(0);
        sent = bytesSentFor(request.multipliedBy(3), server);
      }
      assertThat(sent).hasValue(received.get());
    }
  }

  /** Empty when the request is ended before its body is. */
  private static OptionalLong bytesSentFor(Duration time, TestServer server) {
    try (RawConnection client = server.connect()) {
      long begun = System.nanoTime();
      long pieces = 0;
      client.send(RawConnection.head("POST /v1/x", TOKEN, "Transfer-Encoding: chunked"));
      while (System.nanoTime() - begun < time.toNanos()) {
        client.send(Integer.toHexString(PIECE.length()) + "\r\n" + PIECE + "\r\n");
        pieces++;
        LockSupport.parkNanos(1_000_000);
      }
      client.send("0\r\n\r\n");
      return client.read().status() == 204
          ? OptionalLong.of(pieces * PIECE.length())
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  @Test
  void aClientThatSendsTooSlowlyIsRefusedAfterTheTimeOfARequest() throws IOException {
    Duration request = Duration.ofSeconds(1);
    try (TestServer server =
            TestServer.start(new ListenerLimits.Timeouts(LONG, LONG, request, LONG));
        RawConnection client = server.connect()) {
      takesBytes(server);
      client.send(RawConnection.head("POST /v1/x", TOKEN, length(1L << 30)));
      client.send(PIECE).send(PIECE).send(PIECE);
      assertThat(client.read().status()).isEqualTo(503);
    }
  }
}
