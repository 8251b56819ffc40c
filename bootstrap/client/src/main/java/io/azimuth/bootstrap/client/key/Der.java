package io.azimuth.bootstrap.client.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Values in DER (X.690), as far as certificates and signing requests need them. The client has no
 * library for them, which would be larger than all of it.
 */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0c;
  private static final int IA5_STRING = 0x16;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int LONG_FORM = 0x80;
  private static final int BYTE = 8;

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return of(SEQUENCE, parts);
  }

  static byte[] set(byte[]... parts) {
    return of(SET, parts);
  }

  static byte[] integer(BigInteger number) {
    return of(INTEGER, number.toByteArray());
  }

  /** A string of whole bytes. */
  static byte[] bits(byte[] content) {
    return of(BIT_STRING, new byte[] {0}, content);
  }

  static byte[] octets(byte[] content) {
    return of(OCTET_STRING, content);
  }

  static byte[] utf8(String text) {
    return of(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] ascii(String text) {
    return of(IA5_STRING, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A part of a name (RFC 5280, section 4.1.2.4): the set of one type with its value. */
  static byte[] named(String type, byte[] value) {
    return set(sequence(hex(type), value));
  }

  /** A value that is written down whole, such as the identifier of an algorithm. */
  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** A value of this tag. */
  static byte[] of(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    whole.writeBytes(length(content.size()));
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] length(int size) {
    if (size < LONG_FORM) {
      return new byte[] {(byte) size};
    }
    int count = (Integer.SIZE - Integer.numberOfLeadingZeros(size) + BYTE - 1) / BYTE;
    byte[] made = new byte[count + 1];
    made[0] = (byte) (LONG_FORM | count);
    for (int i = count; i > 0; i--) {
      made[i] = (byte) (size >> (BYTE * (count - i)));
    }
    return made;
  }
}
