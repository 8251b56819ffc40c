package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.tls.TlsEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One address begins hundreds of TLS handshakes at once, and ends none. */
@Timeout(180)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"NATIVE", "JDK"})
@Isolated("floods a server with handshakes, and measures who is served first")
class HandshakeTurnsTest {

  private static final int FLOOD = 600;

  /** A busy machine may stop the test itself while the server goes on. */
  private static final int ROUNDS = 5;

  private static final double HALF = 0.5;

  @TempDir Path directory;
  @Parameter private TlsEngine engine;

  private final List<Socket> flood = new ArrayList<>();
  private TestServer server;
  private byte[] hello;

  @BeforeEach
  void start() throws Exception {
    TlsListener listener = new TlsListener(directory, engine);
    ListenerLimits limits =
        new ListenerLimits(2 * FLOOD, FLOOD, 1 << 20, 1 << 24, ListenerLimits.Timeouts.DEFAULT);
    server =
        TestServer.start(HttpConfig.of(List.of(listener.config(Optional.empty()).with(limits))));
    hello = hello();
    openFlood();
  }

  private void openFlood() throws IOException {
    TestServer.await(() -> server.http.connections().open() == 0);
    for (int i = 0; i < FLOOD; i++) {
      flood.add(connect("127.0.0.2"));
    }
    TestServer.await(() -> server.http.connections().open() == FLOOD);
  }

  @AfterEach
  void stop() throws Exception {
    closeFlood();
    server.close();
  }

  @Test
  void aHandshakeOfAnotherAddressIsAmongTheNextOnes() throws Exception {
    double served = 1;
    for (int round = 0; round < ROUNDS && served >= HALF; round++) {
      closeFlood();
      openFlood();
      served = servedBeforeAnother();
    }
    assertThat(served).isLessThan(HALF);
    TestServer.await(() -> answered() == FLOOD);
  }

  // The part of the waiting handshakes of the flood that are served before another one: all of them
  // if each had to wait for those that came before it.
  private double servedBeforeAnother() throws IOException {
    try (Socket other = connect("127.0.0.3")) {
      sendHellos();
      long before = answered();
      long waiting = FLOOD - before;
      other.getOutputStream().write(hello);
      assertThat(other.getInputStream().read()).isEqualTo(22);
      return waiting == 0 ? 1 : (double) (answered() - before) / waiting;
    }
  }

  @Test
  void connectionsThatAreClosedInLineTakeNoTurns() throws Exception {
    sendHellos();
    closeFlood();
    for (int i = 0; i < 4; i++) { // at least one for each I/O thread
      try (Socket other = connect("127.0.0.3")) {
        other.getOutputStream().write(hello);
        assertThat(other.getInputStream().read()).isEqualTo(22);
      }
    }
    TestServer.await(() -> server.http.connections().open() == 0);
  }

  private void sendHellos() throws IOException {
    for (Socket one : flood) {
      one.getOutputStream().write(hello);
    }
  }

  private long answered() {
    return flood.stream().filter(HandshakeTurnsTest::isAnswered).count();
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void closeFlood() throws IOException {
    for (Socket one : flood) {
      one.close();
    }
    flood.clear();
  }

  private Socket connect(String from) throws IOException {
    InetSocketAddress to = server.address();
    Socket socket = new Socket(to.getAddress(), to.getPort(), InetAddress.getByName(from), 0);
    socket.setSoTimeout(30_000);
    socket.setSoLinger(true, 0);
    return socket;
  }

  private static byte[] hello() throws Exception {
    SSLEngine client = SSLContext.getDefault().createSSLEngine();
    client.setUseClientMode(true);
    ByteBuffer bytes = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    var unused = client.wrap(ByteBuffer.allocate(0), bytes);
    bytes.flip();
    byte[] hello = new byte[bytes.remaining()];
    bytes.get(hello);
    return hello;
  }
}
