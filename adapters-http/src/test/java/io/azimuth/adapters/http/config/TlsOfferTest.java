package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.adapters.http.server.TestAuthority;
import io.azimuth.adapters.http.tls.TlsEngine;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a TLS listener agrees to: cipher suites, renegotiation, resumed sessions. */
@Timeout(180)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"NATIVE", "JDK"})
class TlsOfferTest {

  private static final int ALERT = 21;

  @TempDir Path directory;
  @Parameter private TlsEngine engine;

  private TlsListener listener;

  @BeforeEach
  void issue() throws Exception {
    listener = new TlsListener(directory, engine);
  }

  // The suites with ECDHE and AES-GCM or ChaCha20-Poly1305: no static RSA, no CBC, no DHE.
  @ParameterizedTest
  @CsvSource({"EC,256,c02b c02c cca9", "RSA,2048,c02f c030 cca8"})
  void takesOnlyEphemeralKeysAndAuthenticatedCiphers(String algorithm, int size, String suites)
      throws Exception {
    listener.write("any", TestAuthority.keyPair(algorithm, size));
    try (TestServer server = listener.start()) {
      assertThat(chosenOneByOne(server.address())).containsExactly(suites.split(" "));
    }
  }

  /** Offers all suites of TLS 1.2, then all but the chosen one, until the server takes none. */
  private static Set<String> chosenOneByOne(InetSocketAddress address) throws IOException {
    List<Integer> offered = new ArrayList<>();
    for (int first : new int[] {0x00, 0xc0, 0xcc}) {
      for (int second = 1; second < 0xff; second++) {
        offered.add((first << 8) | second);
      }
    }
    offered.add(0x1301);
    Set<String> chosen = new TreeSet<>();
    Optional<Integer> suite = chosen(address, offered);
    while (suite.isPresent()) {
      assertThat(chosen.add("%04x".formatted(suite.get()))).isTrue();
      offered.remove(suite.get());
      suite = chosen(address, offered);
    }
    return chosen;
  }

  private static Optional<Integer> chosen(InetSocketAddress address, List<Integer> offered)
      throws IOException {
    try (RawHandshake handshake = RawHandshake.offering(address, offered, 10_000)) {
      DataInputStream in = handshake.in();
      if (in.readUnsignedByte() == ALERT) {
        return Optional.empty();
      }
      in.skipNBytes(4 + 4 + 2 + 32); // record, handshake header, version, random
      in.skipNBytes(in.readUnsignedByte()); // session id
      return Optional.of(in.readUnsignedShort());
    }
  }

  @Test
  void doesNotRenegotiate() throws Exception {
    try (TestServer server = listener.start();
        RawConnection client = listener.connect(server.address(), "TLSv1.2")) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
      SSLSocket socket = (SSLSocket) client.socket();
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                client.request("GET /v1/a");
              })
          .isInstanceOf(IOException.class);
      assertThat(server.api.requests()).hasSize(1);
    }
  }

  @Test
  void resumesSessions() throws Exception {
    try (TestServer server = listener.start()) {
      TlsListener.Client client = listener.new Client(new KeyManager[0]);
      for (int i = 0; i < 3; i++) {
        assertThat(client.isAnswered(server)).isTrue();
      }
      assertThat(client.fullHandshakes()).isEqualTo(1);
    }
  }

  @Test
  void resumesNoSessionOfFormerFiles() throws Exception {
    try (TestServer server = listener.start()) {
      TlsListener.Client client = listener.new Client(new KeyManager[0]);
      assertThat(client.isAnswered(server)).isTrue();
      server.http.reloadTls();
      assertThat(client.isAnswered(server)).isTrue();
      assertThat(client.fullHandshakes()).isEqualTo(2);
    }
  }
}
