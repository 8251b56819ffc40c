package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.adapters.http.server.TestAuthority;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.ApiRequest;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
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

/** Certificates of clients at a listener that asks for them and trusts nobody. */
@Timeout(180)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"NATIVE", "JDK"})
class ClientCertificateTest {

  @TempDir Path directory;
  @Parameter private TlsEngine engine;

  private TlsListener listener;
  private TestAuthority strangers;

  @BeforeEach
  void issue() throws Exception {
    listener = new TlsListener(directory, engine);
    strangers = new TestAuthority("nobody-knows-it");
  }

  private TestServer asking(List<Cidr> proxies) throws Exception {
    TlsConfig tls = listener.config(Optional.empty()).tls().orElseThrow().askingForCertificate();
    return TestServer.start(
        HttpConfig.of(List.of(new ListenerConfig(TestServer.ANY_PORT, Optional.of(tls), proxies))));
  }

  private static CertificateDigest digest(TestAuthority.Issued issued) throws Exception {
    return CertificateDigest.of(issued.certificate().getEncoded());
  }

  private static List<Optional<CertificateDigest>> shown(TestServer server) {
    return server.api.requests().stream().map(ApiRequest::certificate).toList();
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2,EC,256", "TLSv1.3,EC,256", "TLSv1.2,RSA,2048", "TLSv1.3,RSA,2048"})
  void everyRequestOfAConnectionHasTheCertificate(String version, String algorithm, int size)
      throws Exception {
    TestAuthority.Issued issued =
        strangers.issue("machine", TestAuthority.keyPair(algorithm, size));
    TlsListener.Client client = listener.new Client(TlsListener.managers(issued));
    try (TestServer server = asking(List.of());
        RawConnection connection = client.connect(server.address(), version)) {
      String request = RawConnection.head("GET /v1/a");
      connection.send(request + request); // the second one is there before the first is answered
      assertThat(connection.read().status()).isEqualTo(200);
      assertThat(connection.read().status()).isEqualTo(200);
      assertThat(connection.post("/v1/a", "{}").status()).isEqualTo(200);

      assertThat(shown(server)).hasSize(3).containsOnly(Optional.of(digest(issued)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aResumedSessionHasTheCertificateOfItsFirstHandshake(String version) throws Exception {
    TestAuthority.Issued issued = strangers.issue("machine", TestAuthority.keyPair("EC", 256));
    TlsListener.Client client = listener.new Client(TlsListener.managers(issued));
    try (TestServer server = asking(List.of())) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.isAnswered(server, version)).isTrue();
      }

      assertThat(client.fullHandshakes()).isEqualTo(1);
      assertThat(shown(server)).hasSize(3).containsOnly(Optional.of(digest(issued)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientWithoutACertificateIsServedAndResumesWithoutOne(String version) throws Exception {
    TlsListener.Client client = listener.new Client(new KeyManager[0]);
    try (TestServer server = asking(List.of())) {
      assertThat(client.isAnswered(server, version)).isTrue();
      assertThat(client.isAnswered(server, version)).isTrue();

      assertThat(client.fullHandshakes()).isEqualTo(1);
      assertThat(shown(server)).hasSize(2).containsOnly(Optional.empty());
    }
  }

  @Test
  void clientsHaveEachTheirOwn() throws Exception {
    KeyPair keys = TestAuthority.keyPair("EC", 256);
    TestAuthority.Issued one = strangers.issue("machine", keys);
    TestAuthority.Issued expired = strangers.issue("machine", keys, Duration.ofSeconds(-1));
    try (TestServer server = asking(List.of())) {
      assertThat(listener.isAnswered(server, TlsListener.managers(one))).isTrue();
      assertThat(listener.isAnswered(server, TlsListener.managers(expired))).isTrue();
      assertThat(listener.isAnswered(server)).isTrue();

      assertThat(shown(server))
          .containsExactly(
              Optional.of(digest(one)), Optional.of(digest(expired)), Optional.empty());
    }
  }

  @Test
  void aKeyThatCostsMuchToCheckIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(
        new RSAKeyGenParameterSpec(2_048, BigInteger.ONE.shiftLeft(40).add(BigInteger.ONE)));
    TestAuthority.Issued issued = strangers.issue("machine", generator.generateKeyPair());
    try (TestServer server = asking(List.of())) {
      assertThat(listener.isAnswered(server, TlsListener.managers(issued))).isFalse();

      assertThat(server.api.requests()).isEmpty();
    }
  }

  @Test
  void aListenerThatDoesNotAskSeesNone() throws Exception {
    TestAuthority.Issued issued = strangers.issue("machine", TestAuthority.keyPair("EC", 256));
    try (TestServer server = listener.start()) {
      assertThat(listener.isAnswered(server, TlsListener.managers(issued))).isTrue();

      assertThat(shown(server)).containsExactly(Optional.empty());
    }
  }

  @Test
  void aCertificateOfATrustedAuthorityCountsAsWell() throws Exception {
    TestAuthority clients = new TestAuthority("client-ca");
    TestAuthority.Issued issued = clients.issue("machine", TestAuthority.keyPair("EC", 256));
    try (TestServer server = listener.start(Optional.of(listener.clientAuthority(clients)))) {
      assertThat(listener.isAnswered(server, TlsListener.managers(issued))).isTrue();

      assertThat(shown(server)).containsExactly(Optional.of(digest(issued)));
    }
  }

  @Test
  void theCertificateOfAProxyIsNobodys() throws Exception {
    TestAuthority.Issued issued = strangers.issue("proxy", TestAuthority.keyPair("EC", 256));
    try (TestServer server = asking(List.of(Cidr.parse("127.0.0.1").orElseThrow()))) {
      assertThat(listener.isAnswered(server, TlsListener.managers(issued))).isTrue();

      assertThat(shown(server)).containsExactly(Optional.empty());
    }
  }
}
