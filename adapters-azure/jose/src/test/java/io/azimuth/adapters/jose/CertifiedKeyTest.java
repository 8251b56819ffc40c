package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that are published by their certificates alone, as Azure's attestation service does. */
class CertifiedKeyTest {

  /** RSA of 2048 bits, self-signed. */
  private static final String CERTIFICATE =
      "MIIC+zCCAeOgAwIBAgIUSbYDRP7EI86G65BEd3gHVk/rwF0wDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UE"
          + "AwwBYTAgFw0yNjEyMDIwOTAyMjNaGA8yMTI2MTEwODA5MDIyM1owDDEKMAgGA1UEAwwBYTCCASIwDQYJ"
          + "KoZIhvcNAQEBBQADggEPADCCAQoCggEBANl8ZJ74DPDsLooEIdwkZ1squdVAS+0og+7BBhuhlDbpqA+n"
          + "8QWDoEZfssyRHVNRAQ6peQZCkSUlZPUGWokb1GT3oUXj6ZSpe8W52b0CS5f1RA8kMesp+DRJhB5xMahu"
          + "XIGU57ZHmap/jHH0osDccLdTy2ARiHtFgyX7Gew7U0X7aiJdkQPR+/G35HLHvMHznHx3nUrmTjVa8kO7"
          + "e0Nlo2HXrcLHOnQ3T3IsrHaZx8VRF9IiHUn9w0NpPufo4EYoBcDgxt90vQIAlAjDkp0X0h3tLkexWvL0"
          + "+hzfQF1hIHSu1WqJdorVQkjp8w1/TJrHErPvMgB9FlTmUZHlcYnsH4sCAwEAAaNTMFEwHQYDVR0OBBYE"
          + "FAmCpyPfFziRb+UkQ8FXz3upQh0fMB8GA1UdIwQYMBaAFAmCpyPfFziRb+UkQ8FXz3upQh0fMA8GA1Ud"
          + "EwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAM25baB0Ot7PF2Ls2G5JvDPIOoJHU1EW/f0FmqK3"
          + "GarTlJaQktqDiDrvlylUGjikDlvsbdtCdAGAjTdrdoZkh8aHF3SOu58HEP7jBomM8ZkLxbsLXw/Ex00F"
          + "ClZbiZtCp7cDS1TuXjv3lDeEiBY3+RdXYd7Jj/DHX8U8t+zuwhrrdqKAwFbyKC1TZIJgKW/UiIZEwD8S"
          + "8No6Ipn37sCXmrcD3+5SN1Dzks0qjjMXeVvBaYUC3a254GytC+bWwp/o8ROLpaWJcQI7+3fPrkWNiqCk"
          + "xosAwL22xEJtVOlDnbd+XF6KGjS2SBu7gnoyO70XQ60T7Us9oI3FMXWZPGut55s=";

  private static final String MODULUS =
      "D97C649EF80CF0EC2E8A0421DC24675B2AB9D5404BED2883EEC1061BA19436E9A80FA7F10583A046"
          + "5FB2CC911D5351010EA979064291252564F5065A891BD464F7A145E3E994A97BC5B9D9BD024B97F5"
          + "440F2431EB29F83449841E7131A86E5C8194E7B64799AA7F8C71F4A2C0DC70B753CB6011887B4583"
          + "25FB19EC3B5345FB6A225D9103D1FBF1B7E472C7BCC1F39C7C779D4AE64E355AF243BB7B4365A361"
          + "D7ADC2C73A74374F722CAC7699C7C55117D2221D49FDC343693EE7E8E0462805C0E0C6DF74BD0200"
          + "9408C3929D17D21DED2E47B15AF2F4FA1CDF405D612074AED56A89768AD54248E9F30D7F4C9AC712"
          + "B3EF32007D1654E65191E57189EC1F8B";

  /** RSA of 1024 bits. */
  private static final String WEAK =
      "MIIB9jCCAV+gAwIBAgIUHMDIgUr9m87K9h2VrU7Q4oEIcWgwDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UE"
          + "AwwBdzAgFw0yNjEyMDIwOTAyMjNaGA8yMTI2MTEwODA5MDIyM1owDDEKMAgGA1UEAwwBdzCBnzANBgkq"
          + "hkiG9w0BAQEFAAOBjQAwgYkCgYEAwnesyfQOxPeDgHzhkk0suQY9z2LnIPlhtRkW0X/e0E+ja1RDiT34"
          + "C5q0g13btwhdeRTvVSQ9iycjzOFty04gmqrcRZah0Gnq0AI1NXj34L+gt4snNOZRHBtjYCGxcYhK1HBc"
          + "9LJMUHEJ4TTI15wLYqLkGu9naCEO3c2POQus0MkCAwEAAaNTMFEwHQYDVR0OBBYEFLIrfIvt7ZM90vDv"
          + "gQNbO4FZMWA9MB8GA1UdIwQYMBaAFLIrfIvt7ZM90vDvgQNbO4FZMWA9MA8GA1UdEwEB/wQFMAMBAf8w"
          + "DQYJKoZIhvcNAQELBQADgYEAHtmK29HkjgkvSAGwV2vfEs2b5YFSnrzjmwhGUmy5EbKJW7kLQ8A33xa1"
          + "aCjVXJcDg8vlCFvZ5Rkh+uQ4qSNazqkSBzj31jOun0BsO92PW0+yy9miMCRsKNcphmwosrJiluJxIi3X"
          + "0IQtdtRpXEse6Z+mIrO0+hmvIAOcIdO2ABQ=";

  /** P-256. */
  private static final String ELLIPTIC =
      "MIIBbjCCARWgAwIBAgIUWJK/IAVtlS9A7u+eWumJGiq5E1kwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwB"
          + "ZTAgFw0yNjEyMDIwOTAyMjNaGA8yMTI2MTEwODA5MDIyM1owDDEKMAgGA1UEAwwBZTBZMBMGByqGSM49"
          + "AgEGCCqGSM49AwEHA0IABM2VmKS/TYkE1+itrO6NPq6SHfaHrc9uLNGJNB7bRSM8uybYTzQ7ZG3Ifbjh"
          + "YvQ6s0LJaBY388W6S2Qjc/jicsejUzBRMB0GA1UdDgQWBBSjIkvKIKnzxwMY3AqyvsMOrbhSkzAfBgNV"
          + "HSMEGDAWgBSjIkvKIKnzxwMY3AqyvsMOrbhSkzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cA"
          + "MEQCIB8i7cvq+0JmVBp0E1wkzLPVE/VG16LdLZeYR3gNblzvAiAkGzkj0CPNqjEiM5TXm/YyakZjdcMA"
          + "ghJzdhz1HQNpFQ==";

  private static final String KID = "J0pAPdfXXHqWWimgrH853wMIdh5/fLe1z6uSXYPXCa0=";

  @Test
  void takesThePublicKeyOfTheFirstCertificate() throws JsonProcessingException {
    PublishedKeys keys = read(key(List.of(CERTIFICATE, "not looked at")));

    assertThat(keys.withId(KID)).hasSize(1);
    assertThat(keys.withId(KID).get(0).key().getModulus().toString(16).toUpperCase(Locale.ROOT))
        .isEqualTo(MODULUS);
  }

  @Test
  void looksAtNoCertificateOfAKeyThatSaysItself() throws JsonProcessingException {
    Map<String, Object> said = SigningKey.FIRST.jwkWith("x5c", List.of(CERTIFICATE));
    assertThat(read(said).withId("key-1").get(0).key()).isEqualTo(SigningKey.FIRST.publicKey());

    Map<String, Object> half = SigningKey.FIRST.jwkWith("x5c", List.of(CERTIFICATE));
    half.remove("n");
    assertThat(read(half).ids()).containsOnly("key-2");
  }

  @Test
  void leavesOutWhatHasNoUsableKey() throws JsonProcessingException {
    String nested = Base64.getEncoder().encodeToString(new byte[] {0x30, (byte) 0x80, 0x30});
    for (Object x5c :
        List.of(
            List.of(),
            CERTIFICATE,
            List.of(1),
            List.of("not base64!"),
            List.of("MIIB"),
            List.of(""),
            List.of(nested),
            List.of(WEAK),
            List.of(ELLIPTIC),
            List.of("A".repeat(64 * 1024 + 4)))) {
      assertThat(read(key(x5c)).ids()).as("%s", x5c).containsOnly("key-2");
    }
  }

  private static Map<String, Object> key(Object x5c) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("kid", KID);
    key.put("kty", "RSA");
    key.put("x5c", x5c);
    return key;
  }

  /** The set with that key and a good one. */
  private static PublishedKeys read(Map<String, Object> key) throws JsonProcessingException {
    List<Object> keys = new ArrayList<>(List.of(SigningKey.SECOND.jwk(), key));
    return KeySetReader.read(
        new ObjectMapper().writeValueAsBytes(Map.of("keys", keys)), Rs256Checks.JDK);
  }
}
