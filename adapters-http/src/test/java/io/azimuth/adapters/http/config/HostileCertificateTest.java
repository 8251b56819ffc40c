package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.TestAuthority;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.spi.api.ApiRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates that cost a server something before it knows who sends them. */
@Timeout(180)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"NATIVE", "JDK"})
class HostileCertificateTest {

  /** ECDHE with ECDSA and AES-128-GCM. */
  private static final List<Integer> SUITES = List.of(0xc02b);

  /** Less than the time that a client has for its first request. */
  private static final int PATIENCE = 6_000;

  private static final byte SEQUENCE = 0x30;
  private static final byte LENGTH_UNKNOWN = (byte) 0x80;

  @TempDir Path directory;
  @Parameter private TlsEngine engine;

  private final TestAuthority clients = new TestAuthority("clients");
  private TlsListener listener;

  HostileCertificateTest() throws Exception {}

  @BeforeEach
  void issue() throws Exception {
    listener = new TlsListener(directory, engine);
  }

  private TestServer start(boolean trusted) throws Exception {
    if (trusted) {
      return listener.start(Optional.of(listener.clientAuthority(clients)));
    }
    TlsConfig tls = listener.config(Optional.empty()).tls().orElseThrow().askingForCertificate();
    return TestServer.start(
        HttpConfig.of(
            List.of(new ListenerConfig(TestServer.ANY_PORT, Optional.of(tls), List.of()))));
  }

  private static byte[] nested(int bytes) {
    byte[] nest = new byte[bytes];
    Arrays.fill(nest, SEQUENCE);
    for (int i = 1; i < bytes; i += 2) {
      nest[i] = LENGTH_UNKNOWN;
    }
    return nest;
  }

  // The JDK's engine reads messages of 32 KiB at most.
  @ParameterizedTest
  @CsvSource({"false,4096", "false,12288", "false,32000", "true,12288", "true,32000"})
  void nestedLengthsCloseTheirConnectionAlone(boolean trusted, int bytes) throws Exception {
    try (TestServer server = start(trusted)) {
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        try (RawHandshake handshake = RawHandshake.offering(server.address(), SUITES, PATIENCE)) {
          assertThat(handshake.readServerHello()).isTrue();
          handshake.sendCertificates(List.of(nested(bytes)));
          assertThat(isClosed(handshake)).isTrue();
        }
      }
      TestAuthority.Issued good = clients.issue("machine", TestAuthority.keyPair("EC", 256));
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        assertThat(listener.isAnswered(server, TlsListener.managers(good))).isTrue();
      }
    }
  }

  private static boolean isClosed(RawHandshake handshake) {
    try {
      handshake.in().readAllBytes(); // an alert may come first
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aChainOfTenLargeCertificatesIsTaken() throws Exception {
    KeyPair keys = TestAuthority.keyPair("EC", 256);
    X509Certificate leaf = clients.issue("machine", keys).certificate();
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    while (chain.size() < 10) {
      chain.add(large(clients));
    }
    try (TestServer server = start(false)) {
      assertThat(listener.isAnswered(server, new ShownChain(keys.getPrivate(), chain))).isTrue();

      assertThat(server.api.requests())
          .extracting(ApiRequest::certificate)
          .containsExactly(Optional.of(CertificateDigest.of(leaf.getEncoded())));
    }
  }

  @Test
  void moreCertificatesThanTheEngineTakesCloseTheConnection() throws Exception {
    byte[] certificate = large(clients).getEncoded();
    int limit = engine == TlsEngine.JDK ? 32 << 10 : 100 << 10;
    try (TestServer server = start(false);
        RawHandshake handshake = RawHandshake.offering(server.address(), SUITES, PATIENCE)) {
      assertThat(handshake.readServerHello()).isTrue();
      handshake.sendCertificates(Collections.nCopies(limit / certificate.length + 1, certificate));
      assertThat(isClosed(handshake)).isTrue();
    }
  }

  /** As large as one of an RSA key of 4,096 bits that such a key has signed. */
  private static X509Certificate large(TestAuthority authority) throws Exception {
    BigInteger modulus = new BigInteger(4_096, new Random(7)).setBit(4_095).setBit(0);
    KeyPair keys =
        new KeyPair(
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537))),
            null);
    String name = "x" + (",OU=" + "x".repeat(60)).repeat(12);
    X509Certificate issued = authority.issue(name, keys).certificate();
    assertThat(issued.getEncoded()).hasSizeGreaterThan(1_500);
    return issued;
  }
}
