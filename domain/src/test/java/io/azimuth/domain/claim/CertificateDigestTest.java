package io.azimuth.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.PemBlock;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateDigestTest {

  private static final String PEM =
      """
      -----BEGIN CERTIFICATE-----
      MIIBezCCASGgAwIBAgIUAXMZsEyFkHS9HZguPonO1wm7rd0wCgYIKoZIzj0EAwIw
      EjEQMA4GA1UEAwwHbWFjaGluZTAgFw0yNjEyMDIwMTAyNDZaGA8yMTI2MTEwODAx
      MDI0NlowEjEQMA4GA1UEAwwHbWFjaGluZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
      A0IABMYULS/CWmp7Lmpk2jWSXZkGFJ0RkC+DqFqPts7HLO+OG/8Ni8GHqGGnhuZd
      RfAeklGXAg544rN2Or5OuM3WcFyjUzBRMB0GA1UdDgQWBBRqI6+t4UAMDl6HIVVi
      7Wfo2gJfYjAfBgNVHSMEGDAWgBRqI6+t4UAMDl6HIVVi7Wfo2gJfYjAPBgNVHRMB
      Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIGPQSmp4PJVp4xs72eUnkox6BwRh
      yszmkWWj9MT7dz/GAiEA95A4sr8WUl6msSH8tFCv2mgvlCeitZJJr5NGpjTxRkg=
      -----END CERTIFICATE-----
      """;
  private static final byte[] DER = PemBlock.only(PEM).orElseThrow().der().orElseThrow();

  // By openssl.
  private static final String TEXT = "ls-Xz5yJmz8r2vrPWOBd_ouepSNBbMM6zehuAqN2sGw";
  private static final String HEX =
      "96cf97cf9c899b3f2bdafacf58e05dfe8b9ea523416cc33acde86e02a376b06c";

  @Test
  void isTheDigestThatOtherToolsCompute() {
    assertThat(CertificateDigest.of(DER).text()).isEqualTo(TEXT);
    assertThat(CertificateDigest.parse(TEXT))
        .contains(CertificateDigest.of(DER))
        .isEqualTo(CertificateDigest.parseHex(HEX));
    assertThat(CertificateDigest.of(DER)).hasToString(TEXT);
  }

  @Test
  void isEqualToThatOfTheSameCertificateOnly() {
    byte[] other = DER.clone();
    other[other.length - 1] ^= 1;

    assertThat(CertificateDigest.of(DER))
        .isEqualTo(CertificateDigest.of(DER.clone()))
        .hasSameHashCodeAs(CertificateDigest.of(DER.clone()))
        .isNotEqualTo(CertificateDigest.of(other))
        .isNotEqualTo(TEXT);
  }

  @Test
  void readsTheOneSpellingThatTheBytesHave() {
    assertThat(CertificateDigest.parse(TEXT)).isPresent();
    for (String other :
        new String[] {
          "",
          TEXT + "=",
          TEXT.substring(1),
          TEXT + "A",
          " " + TEXT,
          TEXT.replace('_', '/').replace('-', '+'),
          TEXT.substring(0, 42) + "x", // the same bytes: two bits of the last letter count nowhere
          HEX,
          "é".repeat(43),
        }) {
      assertThat(CertificateDigest.parse(other)).as(other).isEmpty();
    }
  }

  @Test
  void readsHexInBothCases() {
    Optional<CertificateDigest> expected = CertificateDigest.parse(TEXT);

    assertThat(CertificateDigest.parseHex(HEX.toUpperCase(Locale.ROOT))).isEqualTo(expected);
    assertThat(CertificateDigest.parseHex(HEX.substring(1))).isEmpty();
    assertThat(CertificateDigest.parseHex(HEX + "0")).isEmpty();
    assertThat(CertificateDigest.parseHex(TEXT)).isEmpty();
  }
}
