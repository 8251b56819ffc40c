package io.azimuth.adapters.http.encoding;

import io.azimuth.spi.api.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes percent-encoding once and reads the bytes as strict UTF-8. Overlong forms, surrogates and
 * incomplete sequences are refused, not repaired.
 */
public final class PercentDecoder {

  private PercentDecoder() {}

  /** Decodes a part of a path; {@code +} is a plus sign. */
  public static String path(String raw) {
    return decode(raw, false);
  }

  /** Decodes a name or a value of a form or a query; {@code +} is a space. */
  static String form(String raw) {
    return decode(raw, true);
  }

  private static String decode(String raw, boolean plusIsSpace) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) (hex(raw, i + 1) << 4 | hex(raw, i + 2));
        i += 2;
      } else {
        // Undertow gives each raw byte as one char. Those above 0x7f may be sign-extended.
        bytes[length++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    return utf8(ByteBuffer.wrap(bytes, 0, length));
  }

  private static int hex(String raw, int at) {
    int digit = at < raw.length() ? asciiHex(raw.charAt(at)) : -1;
    if (digit < 0) {
      throw RefusedException.invalid("the percent-encoding of the request target is not valid");
    }
    return digit;
  }

  /** Unlike {@link Character#digit}, refuses the digits of other scripts. */
  private static int asciiHex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw RefusedException.invalid("the request target is not valid UTF-8");
    }
  }
}
