package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.adapters.http.server.TestAuthority;
import io.azimuth.adapters.http.tls.TlsConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS listeners: versions, key files, reloading, client certificates. */
@Timeout(60)
class TlsTest {

  /** A ClientHello that offers at most TLS 1.1, with two cipher suites of that version. */
  private static final byte[] HELLO_OF_TLS_1_1 = helloOfTls11();

  @TempDir Path directory;

  private TestAuthority authority;
  private Path certFile;
  private Path keyFile;

  @BeforeEach
  void issue() throws Exception {
    authority = new TestAuthority("server-ca");
    certFile = directory.resolve("server.pem");
    keyFile = directory.resolve("server.key");
    write("first", TestAuthority.keyPair("EC", 256));
  }

  private void write(String subject, KeyPair keys) throws Exception {
    TestAuthority.Issued issued = authority.issue(subject, keys);
    TestAuthority.traditional(certFile, issued.certificate(), authority.certificate());
    TestAuthority.pkcs8(keyFile, keys.getPrivate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void servesModernTls(String version) throws Exception {
    try (TestServer server = start();
        RawConnection client = connect(server.address(), version)) {
      RawConnection.Response response = client.post("/v1/a", "{}");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Strict-Transport-Security"))
          .contains("max-age=31536000; includeSubDomains");
      assertThat(((SSLSocket) client.socket()).getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void refusesOldTls() throws Exception {
    try (TestServer server = start();
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(HELLO_OF_TLS_1_1);
      byte[] alert = socket.getInputStream().readNBytes(7);
      assertThat(alert[0]).as("record type alert").isEqualTo((byte) 21);
      assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
    }
  }

  @Test
  void doesNotSpeakHttpWithoutTls() throws Exception {
    try (TestServer server = start();
        RawConnection client = server.connect()) {
      assertThatThrownBy(() -> client.request("GET /v1/a")).isInstanceOf(Exception.class);
      assertThat(server.api.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA,2048,true", "RSA,2048,false", "EC,256,true", "EC,384,true", "EC,384,false"})
  void readsKeysOfEachForm(String algorithm, int size, boolean pkcs8) throws Exception {
    KeyPair keys = TestAuthority.keyPair(algorithm, size);
    write("any", keys);
    if (!pkcs8) {
      TestAuthority.traditional(keyFile, keys.getPrivate());
      assertThat(keyFile).content().contains("BEGIN " + algorithm + " PRIVATE KEY");
    }
    try (TestServer server = start();
        RawConnection client = connect(server.address(), "TLSv1.3")) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
    }
  }

  @Test
  void sendsTheWholeChain() throws Exception {
    try (TestServer server = start();
        RawConnection client = connect(server.address(), "TLSv1.3")) {
      assertThat(((SSLSocket) client.socket()).getSession().getPeerCertificates())
          .hasSize(2)
          .contains(authority.certificate());
    }
  }

  @Test
  void showsTheNewCertificateToNewConnectionsAfterReload() throws Exception {
    try (TestServer server = start();
        RawConnection old = connect(server.address(), "TLSv1.3")) {
      assertThat(subject(old)).isEqualTo("CN=first");
      write("second", TestAuthority.keyPair("RSA", 2048));
      server.http.reloadTls();
      try (RawConnection fresh = connect(server.address(), "TLSv1.3")) {
        assertThat(subject(fresh)).isEqualTo("CN=second");
        assertThat(fresh.request("GET /v1/a").status()).isEqualTo(200);
      }
      assertThat(old.request("GET /v1/a").status()).isEqualTo(200);
    }
  }

  @Test
  void keepsTheOldCertificateWhenTheNewFilesAreBroken() throws Exception {
    try (TestServer server = start()) {
      Files.writeString(certFile, "nonsense");
      server.http.reloadTls();
      try (RawConnection client = connect(server.address(), "TLSv1.3")) {
        assertThat(subject(client)).isEqualTo("CN=first");
        assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void wantsACertificateOfTheClientAuthorityWhenOneIsGiven() throws Exception {
    TestAuthority clients = new TestAuthority("client-ca");
    TestAuthority strangers = new TestAuthority("client-ca");
    Path clientCa = directory.resolve("clients.pem");
    TestAuthority.traditional(clientCa, clients.certificate());
    try (TestServer server = start(Optional.of(clientCa))) {
      KeyPair keys = TestAuthority.keyPair("EC", 256);
      assertThat(get(server, new KeyManager[0])).isFalse();
      assertThat(get(server, managers(strangers.issue("stranger", keys)))).isFalse();
      assertThat(server.api.requests()).isEmpty();
      assertThat(get(server, managers(clients.issue("client", keys)))).isTrue();
    }
  }

  @Test
  void closesConnectionsThatNeverFinishTheirHandshake() throws Exception {
    Duration longTime = Duration.ofMinutes(5);
    ListenerLimits.Timeouts timeouts =
        new ListenerLimits.Timeouts(Duration.ofMillis(300), longTime, longTime, longTime);
    HttpConfig config =
        HttpConfig.of(
            List.of(listener(Optional.empty()).with(ListenerLimits.DEFAULT.with(timeouts))));
    try (TestServer server = TestServer.start(config);
        RawConnection client = server.connect()) {
      client.send("\u0016\u0003\u0001\u0002\u0000\u0001");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void servesPlainAndTlsListenersSideBySide() throws Exception {
    HttpConfig config =
        HttpConfig.of(
            List.of(ListenerConfig.plain(TestServer.ANY_PORT), listener(Optional.empty())));
    try (TestServer server = TestServer.start(config)) {
      try (RawConnection plain = RawConnection.to(server.http.addresses().get(0));
          RawConnection secure = connect(server.http.addresses().get(1), "TLSv1.3")) {
        assertThat(plain.request("GET /v1/a").status()).isEqualTo(200);
        assertThat(secure.request("GET /v1/a").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void saysWhichFileIsAtFault() throws Exception {
    KeyPair other = TestAuthority.keyPair("EC", 256);
    Path otherKey = TestAuthority.pkcs8(directory.resolve("other.key"), other.getPrivate());
    Path encrypted =
        TestAuthority.block(directory.resolve("enc.key"), "ENCRYPTED PRIVATE KEY", new byte[9]);
    Path oldEncrypted =
        Files.writeString(
            directory.resolve("old.key"),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----");
    Path absent = directory.resolve("absent.pem");
    assertThat(problem(certFile, keyFile)).isEmpty();
    assertThat(problem(certFile, otherKey))
        .contains(otherKey + " does not hold the key of the certificate");
    assertThat(problem(certFile, encrypted))
        .contains(encrypted + " is encrypted; the key must be given without a password");
    assertThat(problem(certFile, oldEncrypted))
        .contains(oldEncrypted + " is encrypted; the key must be given without a password");
    assertThat(problem(absent, keyFile)).contains(absent + " cannot be read");
    assertThat(problem(keyFile, keyFile)).contains(keyFile + " holds no PEM certificate");
    assertThat(problem(certFile, certFile)).contains(certFile + " holds no PEM private key");
  }

  @Test
  void doesNotStartWithAFileThatCannotBeUsed() throws Exception {
    Files.writeString(keyFile, "nonsense");
    assertThatThrownBy(() -> start(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(keyFile + " holds no PEM private key");
  }

  private Optional<String> problem(Path cert, Path key) {
    return new TlsConfig(cert, key, Optional.empty()).problem();
  }

  private TestServer start() throws IOException {
    return start(Optional.empty());
  }

  private TestServer start(Optional<Path> clientCa) throws IOException {
    return TestServer.start(HttpConfig.of(List.of(listener(clientCa))));
  }

  private ListenerConfig listener(Optional<Path> clientCa) {
    return ListenerConfig.tls(TestServer.ANY_PORT, new TlsConfig(certFile, keyFile, clientCa));
  }

  private RawConnection connect(InetSocketAddress address, String version) throws Exception {
    return connect(address, version, new KeyManager[0]);
  }

  private RawConnection connect(InetSocketAddress address, String version, KeyManager[] managers)
      throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers, trust.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    socket.setEnabledProtocols(new String[] {version});
    socket.startHandshake();
    return new RawConnection(socket);
  }

  private boolean get(TestServer server, KeyManager[] managers) throws Exception {
    try (RawConnection client = connect(server.address(), "TLSv1.3", managers)) {
      return client.request("GET /v1/a").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static KeyManager[] managers(TestAuthority.Issued issued) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "client",
        issued.keys().getPrivate(),
        new char[0],
        new X509Certificate[] {issued.certificate()});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static String subject(RawConnection client) throws IOException {
    X509Certificate certificate =
        (X509Certificate) ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    return certificate.getSubjectX500Principal().getName();
  }

  private static byte[] helloOfTls11() {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 4 + 2];
    byte[] start = {
      22, 3, 1, 0, (byte) (hello.length - 5), 1, 0, 0, (byte) (hello.length - 9), 3, 2
    };
    System.arraycopy(start, 0, hello, 0, start.length);
    byte[] end = {0, 0, 4, (byte) 0xc0, 0x13, 0, 0x2f, 1, 0};
    System.arraycopy(end, 0, hello, hello.length - end.length, end.length);
    return hello;
  }
}
