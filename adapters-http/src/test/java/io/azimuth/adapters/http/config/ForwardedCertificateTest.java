package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.certificate.CertificateForwarding;
import io.azimuth.adapters.http.certificate.CertificateHeaderForm;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.ApiRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificates that proxies pass on. */
@Timeout(180)
class ForwardedCertificateTest {

  private static final String HEADER = "X-Forwarded-Client-Cert";
  private static final String OWN =
      "96cf97cf9c899b3f2bdafacf58e05dfe8b9ea523416cc33acde86e02a376b06c";
  private static final String OTHER = "0".repeat(64);
  private static final String PROXY = "127.0.0.1";
  private static final String STRANGER = "127.0.0.2";

  private static TestServer behindEnvoy() throws IOException {
    return behind(
        Optional.of(
            new CertificateForwarding(
                CertificateHeaderForm.ENVOY, CertificateHeaderForm.ENVOY.usualHeader())));
  }

  private static TestServer behind(Optional<CertificateForwarding> forwarding) throws IOException {
    return TestServer.start(
        HttpConfig.of(
            List.of(
                new ListenerConfig(
                    TestServer.ANY_PORT,
                    Optional.empty(),
                    ForwardingConfig.trusting(List.of(Cidr.parse(PROXY).orElseThrow()))
                        .with(forwarding),
                    ListenerLimits.DEFAULT))));
  }

  private static RawConnection.Response send(TestServer server, String from, String... headers)
      throws IOException {
    try (RawConnection client = server.connectFrom(from)) {
      return client.request("GET /v1/a", headers);
    }
  }

  private static ApiRequest last(TestServer server) {
    List<ApiRequest> all = server.api.requests();
    return all.get(all.size() - 1);
  }

  @Test
  void aTrustedProxyNamesTheCertificateOfItsClient() throws Exception {
    try (TestServer server = behindEnvoy()) {
      assertThat(send(server, PROXY, HEADER + ": Hash=" + OWN).status()).isEqualTo(200);
      assertThat(last(server).certificate()).isEqualTo(CertificateDigest.parseHex(OWN));
      assertThat(send(server, PROXY, HEADER.toLowerCase(Locale.ROOT) + ": Hash=" + OTHER).status())
          .isEqualTo(200);
      assertThat(last(server).certificate()).isEqualTo(CertificateDigest.parseHex(OTHER));
    }
  }

  @Test
  void eachRequestOfASharedConnectionHasTheOneOfItsClient() throws Exception {
    try (TestServer server = behindEnvoy();
        RawConnection shared = server.connectFrom(PROXY)) {
      shared.send(
          RawConnection.head("GET /v1/a", HEADER + ": Hash=" + OWN)
              + RawConnection.head("GET /v1/b")
              + RawConnection.head("GET /v1/c", HEADER + ": Hash=" + OTHER));
      for (int i = 0; i < 3; i++) {
        assertThat(shared.read().status()).isEqualTo(200);
      }

      assertThat(server.api.requests())
          .extracting(ApiRequest::certificate)
          .containsExactly(
              CertificateDigest.parseHex(OWN), Optional.empty(), CertificateDigest.parseHex(OTHER));
    }
  }

  @Test
  void withoutTheHeaderOrWithAnEmptyOneTheClientShowedNone() throws Exception {
    try (TestServer server = behindEnvoy()) {
      assertThat(send(server, PROXY).status()).isEqualTo(200);
      assertThat(last(server).certificate()).isEmpty();
      assertThat(send(server, PROXY, HEADER + ":").status()).isEqualTo(200);
      assertThat(last(server).certificate()).isEmpty();
    }
  }

  @Test
  void whatOthersWriteIsDropped() throws Exception {
    try (TestServer server = behindEnvoy()) {
      for (String forged : List.of("Hash=" + OWN, "nonsense", "")) {
        assertThat(send(server, STRANGER, HEADER + ": " + forged).status()).isEqualTo(200);
        assertThat(last(server).certificate()).isEmpty();
        assertThat(last(server).headers()).doesNotContainKey("x-forwarded-client-cert");
      }
      assertThat(
              send(
                      server,
                      STRANGER,
                      HEADER + ": Hash=" + OWN,
                      HEADER + ": Hash=" + OWN,
                      "X-Forwarded-For: " + PROXY)
                  .status())
          .isEqualTo(200);
      assertThat(last(server).certificate()).isEmpty();
    }
  }

  @Test
  void twoHeadersOrOneThatCannotBeReadAreRefused() throws Exception {
    try (TestServer server = behindEnvoy()) {
      RawConnection.Response twice =
          send(server, PROXY, HEADER + ": Hash=" + OWN, HEADER + ": Hash=" + OWN);
      assertThat(twice.status()).isEqualTo(400);
      assertThat(twice.body())
          .contains("the X-Forwarded-Client-Cert header is given more than once");
      assertThat(send(server, PROXY, HEADER + ": ", HEADER + ": Hash=" + OWN).status())
          .isEqualTo(400);
      RawConnection.Response unclear =
          send(server, PROXY, HEADER + ": Hash=" + OWN + ",Hash=" + OWN);
      assertThat(unclear.status()).isEqualTo(400);
      assertThat(unclear.body())
          .contains("the X-Forwarded-Client-Cert header does not hold one client certificate");
      assertThat(server.api.requests()).isEmpty();
    }
  }

  @Test
  void aListenerWithoutTheSettingReadsNone() throws Exception {
    try (TestServer server = behind(Optional.empty())) {
      assertThat(send(server, PROXY, HEADER + ": Hash=" + OWN).status()).isEqualTo(200);
      assertThat(last(server).certificate()).isEmpty();
    }
  }

  @Test
  void theHeaderMayHaveAnotherName() throws Exception {
    try (TestServer server =
        behind(Optional.of(new CertificateForwarding(CertificateHeaderForm.ENVOY, "X-Cert")))) {
      assertThat(send(server, PROXY, "X-Cert: Hash=" + OWN, HEADER + ": Hash=" + OTHER).status())
          .isEqualTo(200);
      assertThat(last(server).certificate()).isEqualTo(CertificateDigest.parseHex(OWN));
    }
  }
}
