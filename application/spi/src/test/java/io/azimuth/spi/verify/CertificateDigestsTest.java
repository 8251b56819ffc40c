package io.azimuth.spi.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.secret.PemBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateDigestsTest {

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

  @Test
  void areOfOneWholeCertificateInDer() {
    assertThat(CertificateDigests.ofDer(DER)).contains(CertificateDigest.of(DER));
    assertThat(CertificateDigests.ofDer(new byte[0])).isEmpty();
    assertThat(CertificateDigests.ofDer(PEM.getBytes(US_ASCII))).isEmpty();
    assertThat(CertificateDigests.ofDer(Arrays.copyOf(DER, DER.length - 1))).isEmpty();
    assertThat(CertificateDigests.ofDer(Arrays.copyOf(DER, DER.length + 1))).isEmpty();
    assertThat(CertificateDigests.ofDer(new byte[] {0x30, 0})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4_000, 10_000, 1_000_000})
  void areNotOfNestsOfLengths(int levels) {
    byte[] nest = new byte[2 * levels];
    for (int i = 0; i < nest.length; i += 2) {
      nest[i] = 0x30;
      nest[i + 1] = (byte) 0x80;
    }
    ByteBuffer inside = ByteBuffer.allocate(nest.length + 6);
    inside.put((byte) 0x30).put((byte) 0x84).putInt(nest.length).put(nest);

    assertThat(CertificateDigests.ofDer(nest)).isEmpty();
    assertThat(CertificateDigests.ofDer(inside.array())).isEmpty();
  }

  @Test
  void areOfOneCertificateInPem() {
    assertThat(CertificateDigests.ofPem("\n" + PEM)).contains(CertificateDigest.of(DER));
    assertThat(CertificateDigests.ofPem(PEM + PEM)).isEmpty();
    assertThat(CertificateDigests.ofPem(PEM.replace("CERTIFICATE", "PRIVATE KEY"))).isEmpty();
    assertThat(CertificateDigests.ofPem("")).isEmpty();
  }
}
