package io.azimuth.spi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.verify.PublicKeyPem;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedCertificatesTest {

  private static final String PEM =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdTCCARugAwIBAgIUZhcl1whiCqFAr4gAgM/PWxxbz3cwCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjgwMDM4MjZaGA8yMTI2MTEwNDAwMzgy
      NlowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNfo
      4vwmQbACYWidRDunw91sWoqzeFQsaN9uM7PZIEGPMi2VmGjmWt9PI6ty9q6aLmZ3
      NoUDFqyH8IwUM8P7qR2jUzBRMB0GA1UdDgQWBBQdjpnCvn18zMGMnf14kDDTeIBV
      ODAfBgNVHSMEGDAWgBQdjpnCvn18zMGMnf14kDDTeIBVODAPBgNVHRMBAf8EBTAD
      AQH/MAoGCCqGSM49BAMCA0gAMEUCICBdmxlF6eTaal3Ll7MzJOvKj7S9XCLrLIAj
      wNCGySdzAiEA5JY320kgL13kMwDdYcPxx4nDKl/XE3KMfOHoNIDT2k0=
      -----END CERTIFICATE-----
      """;

  @Test
  void readsOneOrSeveral() {
    assertThat(TrustedCertificates.parse(PEM).orElseThrow().certificates()).hasSize(1);
    assertThat(TrustedCertificates.parse(PEM + PEM).orElseThrow().certificates()).hasSize(2);
    assertThat(TrustedCertificates.parse(PEM).orElseThrow())
        .isEqualTo(TrustedCertificates.parse(PEM).orElseThrow())
        .isNotEqualTo(TrustedCertificates.parse(PEM + PEM).orElseThrow())
        .hasToString("1 certificates");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void refusesWhatIsNone(String text) {
    assertThat(TrustedCertificates.parse(text).isGood()).isFalse();
  }

  @Test
  void hasALimit() {
    assertThat(TrustedCertificates.parse(" ".repeat(TrustedCertificates.MAX_LENGTH + 1)).problems())
        .containsExactly("certificates have at most 262144 characters");
  }

  @Test
  void theKeyOfACertificateCanVerify() {
    assertThat(PublicKeyPem.parse(PEM).orElseThrow().key()).isInstanceOf(ECPublicKey.class);
  }
}
