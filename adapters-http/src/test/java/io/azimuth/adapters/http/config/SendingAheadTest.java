package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.RawConnection;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send requests without waiting for the answers (pipelining). */
@Timeout(180)
class SendingAheadTest {

  private static final int CLIENTS = 30;
  private static final int REQUESTS = 40;

  private final List<Socket> sockets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** One is refused on the I/O thread, the other is answered by a worker. */
  @ParameterizedTest
  @ValueSource(strings = {"/x", "/v1/a"})
  void doNotKeepTheThreadFromOthers(String path) throws Exception {
    try (TestServer server = TestServer.start();
        RawConnection customer = server.connect()) {
      for (int i = 0; i < CLIENTS; i++) {
        sendAhead(server, path);
      }
      long begin = System.nanoTime();
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(customer.request("GET /v1/b").status()).isEqualTo(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void areAnsweredInOrder() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      client.send(RawConnection.head("GET /x") + RawConnection.head("GET /v1/a"));
      assertThat(client.read().status()).isEqualTo(404);
      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  private void sendAhead(TestServer server, String path) throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    sockets.add(socket);
    byte[] requests =
        RawConnection.head("GET " + path).repeat(200).getBytes(StandardCharsets.US_ASCII);
    start(() -> repeat(() -> socket.getOutputStream().write(requests)));
    byte[] answers = new byte[1 << 16];
    start(
        () ->
            repeat(
                () -> {
                  if (socket.getInputStream().read(answers) < 0) {
                    throw new IOException("closed");
                  }
                }));
  }

  private interface Transfer {
    void run() throws IOException;
  }

  private static void repeat(Transfer transfer) {
    try {
      while (true) {
        transfer.run();
      }
    } catch (IOException e) {
      return; // the socket was closed
    }
  }

  private void start(Runnable task) {
    Thread thread = new Thread(task);
    threads.add(thread);
    thread.start();
  }
}
