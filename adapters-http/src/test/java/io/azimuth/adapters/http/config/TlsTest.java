package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.adapters.http.server.TestAuthority;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsEngine;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS listeners: versions, key files, reloading, client certificates. */
@Timeout(180)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"NATIVE", "JDK"})
class TlsTest {

  /** A ClientHello that offers at most TLS 1.1, with two cipher suites of that version. */
  private static final byte[] HELLO_OF_TLS_1_1 = helloOfTls11();

  @TempDir Path directory;
  @Parameter private TlsEngine engine;

  private TlsListener listener;

  @BeforeEach
  void issue() throws Exception {
    listener = new TlsListener(directory, engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void servesModernTls(String version) throws Exception {
    try (TestServer server = listener.start();
        RawConnection client = listener.connect(server.address(), version)) {
      RawConnection.Response response = client.post("/v1/a", "{}");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Strict-Transport-Security"))
          .contains("max-age=31536000; includeSubDomains");
      assertThat(((SSLSocket) client.socket()).getSession().getProtocol()).isEqualTo(version);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 200_000})
  void asksForBodiesOverTls(int length) throws Exception {
    try (TestServer server = listener.start();
        RawConnection client = listener.connect(server.address(), "TLSv1.3")) {
      server.api.readsBodies();
      client.send(
          RawConnection.head("POST /v1/a", "Expect: 100-continue", "Content-Length: " + length));
      assertThat(client.read().status()).isEqualTo(100);
      client.send("{\"a\":\"" + "x".repeat(length - 8) + "\"}");
      assertThat(client.read().status()).isEqualTo(204);
      assertThat(client.request("DELETE /v1/a").status()).isEqualTo(204);
    }
  }

  @Test
  void refusesOldTls() throws Exception {
    try (TestServer server = listener.start();
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
    try (TestServer server = listener.start();
        RawConnection client = server.connect()) {
      assertThatThrownBy(() -> client.request("GET /v1/a")).isInstanceOf(Exception.class);
      assertThat(server.api.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA,2048,true", "RSA,2048,false", "EC,256,true", "EC,384,true", "EC,384,false"})
  void readsKeysOfEachForm(String algorithm, int size, boolean pkcs8) throws Exception {
    KeyPair keys = TestAuthority.keyPair(algorithm, size);
    listener.write("any", keys);
    if (!pkcs8) {
      TestAuthority.traditional(listener.keyFile, keys.getPrivate());
      assertThat(listener.keyFile).content().contains("BEGIN " + algorithm + " PRIVATE KEY");
    }
    try (TestServer server = listener.start();
        RawConnection client = listener.connect(server.address(), "TLSv1.3")) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"256,P-256", "384,P-384"})
  void readsTheEcKeysThatOpenSslMakes(int size, String curve) throws Exception {
    KeyPair keys = TestAuthority.keyPair("EC", size);
    listener.write("any", keys);
    ECPrivateKey complete =
        new ECPrivateKey(
            size,
            ((java.security.interfaces.ECPrivateKey) keys.getPrivate()).getS(),
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()).getPublicKeyData(),
            ECNamedCurveTable.getOID(curve));
    TestAuthority.block(listener.keyFile, "EC PRIVATE KEY", complete.getEncoded());
    try (TestServer server = listener.start();
        RawConnection client = listener.connect(server.address(), "TLSv1.3")) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
    }
  }

  @Test
  void sendsTheWholeChain() throws Exception {
    try (TestServer server = listener.start();
        RawConnection client = listener.connect(server.address(), "TLSv1.3")) {
      assertThat(((SSLSocket) client.socket()).getSession().getPeerCertificates())
          .hasSize(2)
          .contains(listener.authority.certificate());
    }
  }

  @Test
  void showsTheNewCertificateToNewConnectionsAfterReload() throws Exception {
    KeyPair second = TestAuthority.keyPair("RSA", 2048); // an open connection would wait for it
    try (TestServer server = listener.start();
        RawConnection old = listener.connect(server.address(), "TLSv1.3")) {
      assertThat(TlsListener.subject(old)).isEqualTo("CN=first");
      listener.write("second", second);
      server.http.reloadTls();
      try (RawConnection fresh = listener.connect(server.address(), "TLSv1.3")) {
        assertThat(TlsListener.subject(fresh)).isEqualTo("CN=second");
        assertThat(fresh.request("GET /v1/a").status()).isEqualTo(200);
      }
      assertThat(old.request("GET /v1/a").status()).isEqualTo(200);
    }
  }

  @Test
  void keepsTheOldCertificateWhenTheNewFilesAreBroken() throws Exception {
    try (TestServer server = listener.start()) {
      Files.writeString(listener.certFile, "nonsense");
      server.http.reloadTls();
      try (RawConnection client = listener.connect(server.address(), "TLSv1.3")) {
        assertThat(TlsListener.subject(client)).isEqualTo("CN=first");
        assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void wantsACertificateOfTheClientAuthorityWhenOneIsGiven(String version) throws Exception {
    TestAuthority clients = new TestAuthority("client-ca");
    TestAuthority strangers = new TestAuthority("client-ca");
    KeyPair keys = TestAuthority.keyPair("EC", 256);
    Duration past = Duration.ofSeconds(-1);
    try (TestServer server = listener.start(Optional.of(listener.clientAuthority(clients)))) {
      assertThat(isAnswered(server, version)).isFalse();
      assertThat(isAnswered(server, version, TlsListener.managers(strangers.issue("x", keys))))
          .isFalse();
      assertThat(isAnswered(server, version, TlsListener.managers(clients.issue("x", keys, past))))
          .isFalse();
      assertThat(server.api.requests()).isEmpty();
      assertThat(isAnswered(server, version, TlsListener.managers(clients.issue("client", keys))))
          .isTrue();
    }
  }

  private boolean isAnswered(TestServer server, String version, KeyManager... managers)
      throws Exception {
    return listener.new Client(managers).isAnswered(server, version);
  }

  @Test
  void closesConnectionsThatNeverFinishTheirHandshake() throws Exception {
    Duration longTime = Duration.ofMinutes(5);
    ListenerLimits.Timeouts timeouts =
        new ListenerLimits.Timeouts(Duration.ofMillis(300), longTime, longTime, longTime);
    HttpConfig config =
        HttpConfig.of(
            List.of(listener.config(Optional.empty()).with(ListenerLimits.DEFAULT.with(timeouts))));
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
            List.of(ListenerConfig.plain(TestServer.ANY_PORT), listener.config(Optional.empty())));
    try (TestServer server = TestServer.start(config)) {
      try (RawConnection plain = RawConnection.to(server.http.addresses().get(0));
          RawConnection secure = listener.connect(server.http.addresses().get(1), "TLSv1.3")) {
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
    assertThat(problem(listener.certFile, listener.keyFile)).isEmpty();
    assertThat(problem(listener.certFile, otherKey))
        .contains(otherKey + " does not hold the key of the certificate");
    assertThat(problem(listener.certFile, encrypted))
        .contains(encrypted + " is encrypted; the key must be given without a password");
    assertThat(problem(listener.certFile, oldEncrypted))
        .contains(oldEncrypted + " is encrypted; the key must be given without a password");
    assertThat(problem(absent, listener.keyFile)).contains(absent + " cannot be read");
    assertThat(problem(listener.keyFile, listener.keyFile))
        .contains(listener.keyFile + " holds no PEM certificate");
    assertThat(problem(listener.certFile, listener.certFile))
        .contains(listener.certFile + " holds no PEM private key");
  }

  @Test
  void doesNotStartWithAFileThatCannotBeUsed() throws Exception {
    Files.writeString(listener.keyFile, "nonsense");
    assertThatThrownBy(() -> listener.start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(listener.keyFile + " holds no PEM private key");
  }

  private Optional<String> problem(Path cert, Path key) {
    return new TlsConfig(cert, key, Optional.empty(), engine).problem();
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
