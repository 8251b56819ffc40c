package io.azimuth.testkit.fake;

import io.azimuth.domain.secret.PemBlock;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate that signs itself (RFC 5280), made without a library or another process.
 *
 * @param commonName of subject and issuer
 * @param serial its number
 * @param starts to the second
 * @param ends to the second
 * @param names whom it is for: {@code dns:localhost}, {@code ip:127.0.0.1}; empty for no name
 */
public record SelfSigned(
    String commonName, long serial, Instant starts, Instant ends, List<String> names) {

  private static final int KEY_BITS = 2_048;
  private static final int SEQUENCE = 0x30;
  private static final Instant NO_CENTURY_UNTIL = Instant.parse("2050-01-01T00:00:00Z");
  private static final DateTimeFormatter UTC_TIME = format("uuMMddHHmmss'Z'");
  private static final DateTimeFormatter GENERALIZED_TIME = format("uuuuMMddHHmmss'Z'");

  // sha256WithRSAEncryption (RFC 4055) with its NULL, and ecdsa-with-SHA256 (RFC 5758).
  private static final String SHA256_WITH_RSA = "300d06092a864886f70d01010b0500";
  private static final String SHA256_WITH_ECDSA = "300a06082a8648ce3d040302";
  private static final String COMMON_NAME = "0603550403";
  private static final String ALTERNATIVE_NAMES = "0603551d11";

  public SelfSigned {
    names = List.copyOf(names);
  }

  /**
   * New keys.
   *
   * @param algorithm {@code RSA} with 2048 bits, or {@code EC} on the curve P-256
   */
  public static KeyPair keys(String algorithm) {
    AlgorithmParameterSpec kind =
        algorithm.equals("RSA")
            ? new RSAKeyGenParameterSpec(KEY_BITS, RSAKeyGenParameterSpec.F4)
            : new ECGenParameterSpec("secp256r1");
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(kind);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate of these keys. */
  public byte[] of(KeyPair keys) {
    boolean rsa = keys.getPrivate().getAlgorithm().equals("RSA");
    byte[] algorithm = hex(rsa ? SHA256_WITH_RSA : SHA256_WITH_ECDSA);
    byte[] commonNameAttribute =
        der(SEQUENCE, hex(COMMON_NAME), der(0x0c, commonName.getBytes(StandardCharsets.UTF_8)));
    byte[] name = der(SEQUENCE, der(0x31, commonNameAttribute));
    byte[] content =
        der(
            SEQUENCE,
            hex("a003020102"), // version 3
            der(0x02, BigInteger.valueOf(serial).toByteArray()),
            algorithm,
            name,
            der(SEQUENCE, time(starts), time(ends)),
            name,
            keys.getPublic().getEncoded(),
            extensions());
    byte[] signature = signature(rsa ? "SHA256withRSA" : "SHA256withECDSA", keys, content);
    return der(SEQUENCE, content, algorithm, der(0x03, new byte[] {0}, signature));
  }

  /** The content as PEM. */
  public static String pem(String type, byte[] content) {
    return PemBlock.text(type, content);
  }

  private byte[] extensions() {
    if (names.isEmpty()) {
      return new byte[0];
    }
    byte[][] all = names.stream().map(SelfSigned::alternative).toArray(byte[][]::new);
    byte[] extension = der(SEQUENCE, hex(ALTERNATIVE_NAMES), der(0x04, der(SEQUENCE, all)));
    return der(0xa3, der(SEQUENCE, extension));
  }

  private static byte[] alternative(String name) {
    String value = name.substring(name.indexOf(':') + 1);
    if (name.startsWith("dns:")) {
      return der(0x82, value.getBytes(StandardCharsets.US_ASCII));
    }
    try {
      return der(0x87, InetAddress.getByName(value).getAddress()); // no look-up: it is an address
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private static byte[] signature(String algorithm, KeyPair keys, byte[] content) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] time(Instant time) {
    boolean isShort = time.isBefore(NO_CENTURY_UNTIL);
    DateTimeFormatter format = isShort ? UTC_TIME : GENERALIZED_TIME;
    return der(isShort ? 0x17 : 0x18, format.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
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
}
