package io.azimuth.testkit.fake;

import io.azimuth.domain.rotation.CertificateThumbprint;
import io.azimuth.domain.secret.SecretText;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes client certificates without a library; they share few keys, to be quick. */
public final class TestCertificates {

  private static final int KEYS = 4;
  private static final int KEY_BITS = 2_048;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  // sha256WithRSAEncryption (RFC 4055) with its NULL, and the attribute type commonName.
  private static final byte[] SHA256_WITH_RSA = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x0b,
    0x05,
    0x00
  };
  private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

  private static final List<KeyPair> PAIRS = pairs();
  private static final AtomicLong SERIALS = new AtomicLong();

  private TestCertificates() {}

  /**
   * A certificate that no other call gives, and its private key, in PEM.
   *
   * @param expires to the second; the certificate is good for the year before
   */
  public static SecretText make(String commonName, Instant expires) {
    long serial = SERIALS.incrementAndGet();
    KeyPair keys = PAIRS.get((int) (serial % KEYS));
    return SecretText.of(
        block("CERTIFICATE", certificate(commonName, serial, expires, keys))
            + block("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** The thumbprint of the certificate in such a text. */
  public static String thumbprint(SecretText pem) {
    String body = pem.expose().split("-----END CERTIFICATE-----", 2)[0].split("-----\n", 2)[1];
    return CertificateThumbprint.of(Base64.getMimeDecoder().decode(body));
  }

  private static byte[] certificate(String commonName, long serial, Instant expires, KeyPair keys) {
    byte[] name =
        der(
            0x30,
            der(
                0x31,
                der(0x30, COMMON_NAME, der(0x0c, commonName.getBytes(StandardCharsets.UTF_8)))));
    byte[] content =
        der(
            0x30,
            der(0xa0, new byte[] {0x02, 0x01, 0x02}),
            der(0x02, BigInteger.valueOf(serial).toByteArray()),
            SHA256_WITH_RSA,
            name,
            der(0x30, time(expires.minus(YEAR)), time(expires)),
            name,
            keys.getPublic().getEncoded());
    return der(0x30, content, SHA256_WITH_RSA, der(0x03, new byte[] {0}, signature(keys, content)));
  }

  private static byte[] signature(KeyPair keys, byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] time(Instant time) {
    return der(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  // A value with its tag and its length (X.690).
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    int length = body.size();
    if (length < 0x80) {
      all.write(length);
    } else if (length < 0x100) {
      all.write(0x81);
      all.write(length);
    } else {
      all.write(0x82);
      all.write(length >> 8);
      all.write(length & 0xff);
    }
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }

  private static List<KeyPair> pairs() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      List<KeyPair> pairs = new ArrayList<>();
      for (int i = 0; i < KEYS; i++) {
        pairs.add(generator.generateKeyPair());
      }
      return List.copyOf(pairs);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String block(String type, byte[] content) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
