package io.azimuth.bootstrap.client.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;

/**
 * A certificate that only says which key a client has (RFC 5280): its issuer is itself, and it has
 * no end, since the token that is bound to it ends.
 */
final class SelfSignedCertificate {

  private static final String SHA256_WITH_ECDSA = "300a06082a8648ce3d040302"; // RFC 5758
  private static final String COMMON_NAME = "0603550403";
  private static final String VERSION_3 = "a003020102";

  /** {@code digitalSignature}, critical, and {@code clientAuth}. */
  private static final String EXTENSIONS =
      "a327"
          + "3025"
          + "300e"
          + "0603551d0f"
          + "0101ff"
          + "0404"
          + "03020780"
          + "3013"
          + "0603551d25"
          + "040c"
          + "300a"
          + "06082b06010505070302";

  /** From a time before all clocks, so that a wrong clock does no harm. */
  private static final String BEGIN = "200101000000Z";

  /** The end of what has none (RFC 5280, section 4.1.2.5). */
  private static final String NO_END = "99991231235959Z";

  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SERIAL_BITS = 127;

  private SelfSignedCertificate() {}

  /** The DER of a certificate of this key of an elliptic curve. */
  static byte[] of(KeyPair pair, SecureRandom random) throws GeneralSecurityException {
    byte[] algorithm = Der.hex(SHA256_WITH_ECDSA);
    byte[] name = Der.sequence(Der.named(COMMON_NAME, Der.utf8("azimuth login")));
    byte[] content =
        Der.sequence(
            Der.hex(VERSION_3),
            Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1)),
            algorithm,
            name,
            Der.sequence(time(UTC_TIME, BEGIN), time(GENERALIZED_TIME, NO_END)),
            name,
            pair.getPublic().getEncoded(),
            Der.hex(EXTENSIONS));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(content);
    return Der.sequence(content, algorithm, Der.bits(signature.sign()));
  }

  private static byte[] time(int tag, String text) {
    return Der.of(tag, text.getBytes(StandardCharsets.US_ASCII));
  }
}
