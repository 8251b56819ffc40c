package io.azimuth.adapters.http.certificate;

import static io.azimuth.adapters.http.certificate.CertificateHeaderForm.APPLICATION_GATEWAY;
import static io.azimuth.adapters.http.certificate.CertificateHeaderForm.ENVOY;
import static io.azimuth.adapters.http.certificate.CertificateHeaderForm.NGINX;
import static io.azimuth.adapters.http.certificate.CertificateHeaderForm.RFC9440;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.secret.PemBlock;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateHeaderFormTest {

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
  private static final String HASH =
      "96cf97cf9c899b3f2bdafacf58e05dfe8b9ea523416cc33acde86e02a376b06c";
  private static final CertificateDigest DIGEST = CertificateDigest.parseHex(HASH).orElseThrow();
  private static final byte[] DER = PemBlock.only(PEM).orElseThrow().der().orElseThrow();
  private static final String ENCODED = URLEncoder.encode(PEM, UTF_8).replace("+", "%20");
  private static final String BASE64 = Base64.getEncoder().encodeToString(DER);

  @ParameterizedTest
  @EnumSource(
      value = CertificateHeaderForm.class,
      names = {"APPLICATION_GATEWAY", "NGINX"})
  void readsPemInOneLine(CertificateHeaderForm form) {
    assertThat(form.read(ENCODED)).contains(DIGEST);
    assertThat(form.read(PEM.strip().replace("\n", " "))).contains(DIGEST);
    assertThat(form.read(PEM.strip().replace("\n", "\t"))).contains(DIGEST);
    assertThat(form.read(PEM.strip().replace("\n", ""))).contains(DIGEST);
  }

  @ParameterizedTest
  @EnumSource(
      value = CertificateHeaderForm.class,
      names = {"APPLICATION_GATEWAY", "NGINX"})
  void readsNoOtherPem(CertificateHeaderForm form) {
    for (String other :
        List.of(
            "x",
            HASH,
            BASE64,
            ":" + BASE64 + ":",
            ENCODED + ENCODED,
            PEM.strip().replace("\n", " ") + "," + PEM.strip().replace("\n", " "),
            PEM.replace("CERTIFICATE", "PRIVATE KEY"),
            ENCODED.substring(0, 200),
            ENCODED.replace("%0A", "%"),
            ENCODED.replace("%2F", "%252F"),
            ENCODED.replace("MIIB", "MII"),
            "-----BEGIN CERTIFICATE----- MAA= -----END CERTIFICATE-----")) {
      assertThat(form.read(other)).as(other).isEmpty();
    }
  }

  @Test
  void readsTheByteSequenceOfRfc9440() {
    assertThat(RFC9440.read(":" + BASE64 + ":")).contains(DIGEST);
    assertThat(RFC9440.read(" :" + BASE64 + ": ")).contains(DIGEST);
    for (String other :
        List.of(
            BASE64,
            ENCODED,
            "::",
            ":" + BASE64,
            ":" + BASE64 + ":, :" + BASE64 + ":",
            ":" + BASE64 + ":;a=1",
            ":" + BASE64 + BASE64 + ":",
            ":" + BASE64.substring(4) + ":",
            ":=:",
            "\"" + BASE64 + "\"")) {
      assertThat(RFC9440.read(other)).as(other).isEmpty();
    }
  }

  @Test
  void readsHashOrCertOfOneElementOfEnvoy() {
    String certificate = "Cert=\"" + ENCODED + "\"";
    for (String element :
        List.of(
            "Hash=" + HASH,
            "By=spiffe://a/b;Hash=" + HASH + ";URI=spiffe://a/c;DNS=a.example;DNS=b.example",
            "By=x;Hash=" + HASH + ";Subject=\"/CN=a,b;c=\\\"d\\\"\";URI=",
            "Hash=\"" + HASH + "\"",
            certificate,
            "Hash=" + HASH + ";" + certificate,
            certificate + ";Chain=\"" + ENCODED + ENCODED + "\";Hash=" + HASH)) {
      assertThat(ENVOY.read(element)).as(element).contains(DIGEST);
    }
  }

  @Test
  void readsNothingThatCouldMeanAnotherClient() {
    String other = "0".repeat(64);
    String certificate = "Cert=\"" + ENCODED + "\"";
    for (String element :
        List.of(
            "Hash=" + HASH + ",Hash=" + other,
            "By=x;Hash=" + HASH + ",By=y;Hash=" + HASH,
            "Hash=" + HASH + ";Hash=" + other,
            "Hash=" + HASH + ";hash=" + HASH,
            "Hash=" + other + ";" + certificate,
            "Hash=;" + certificate,
            "Hash=" + HASH + ";Cert=\"\"",
            "Hash=" + HASH + ";" + certificate + ";" + certificate,
            "By=x;URI=spiffe://a/c",
            "Subject=\"a;Hash=" + HASH + "\"",
            "Subject=\"a\\\";Hash=" + HASH,
            "Subject=\"a\"Hash=" + HASH,
            "Subject=a\";Hash=" + HASH,
            "Hash=" + HASH + ";",
            ";Hash=" + HASH,
            "Hash=" + HASH + ";x",
            "Hash",
            "=" + HASH,
            "Hash =" + HASH,
            "Hash=" + HASH.substring(1),
            HASH,
            ENCODED)) {
      assertThat(ENVOY.read(element)).as(element).isEmpty();
    }
  }

  @Test
  void aLongElementIsReadOnce() {
    String long64k = "Subject=\"" + "\\\"".repeat(30_000) + "\";Hash=" + HASH;

    assertThat(ENVOY.read(long64k)).contains(DIGEST);
  }

  @Test
  void isCalledByItsNameInTheConfiguration() {
    assertThat(CertificateHeaderForm.texts())
        .containsExactly("application_gateway", "nginx", "envoy", "rfc9440");
    assertThat(CertificateHeaderForm.parse("nginx")).contains(NGINX);
    assertThat(CertificateHeaderForm.parse("Envoy")).isEmpty();
    assertThat(APPLICATION_GATEWAY.usualHeader()).isEqualTo("X-Client-Cert");
  }
}
