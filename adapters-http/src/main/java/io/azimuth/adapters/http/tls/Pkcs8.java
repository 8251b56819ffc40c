package io.azimuth.adapters.http.tls;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * Converts the older forms of private keys, PKCS#1 and SEC 1, to PKCS#8, the only form the JDK
 * reads: {@code SEQUENCE { INTEGER 0, algorithm, OCTET STRING key }}. Algorithm and curve come from
 * the certificate's public key, whose encoding begins with them.
 */
final class Pkcs8 {

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION = {2, 1, 0};

  private Pkcs8() {}

  static byte[] wrap(byte[] bareKey, PublicKey partner) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION);
    content.writeBytes(algorithmOf(partner.getEncoded()));
    content.writeBytes(tagged(OCTETS, bareKey));
    return tagged(SEQUENCE, content.toByteArray());
  }

  private static byte[] algorithmOf(byte[] publicKeyInfo) {
    int start = 1 + lengthBytes(publicKeyInfo, 1);
    // An algorithm identifier is shorter than 128 bytes, so one byte holds its length.
    int end = start + 2 + publicKeyInfo[start + 1];
    return Arrays.copyOfRange(publicKeyInfo, start, end);
  }

  private static int lengthBytes(byte[] der, int at) {
    return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7f);
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    // As few bytes as possible, which DER demands.
    if (content.length < 128) {
      out.write(content.length);
    } else if (content.length < 256) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
