package io.azimuth.domain.network;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses in their text forms. Never asks a name server. */
public final class IpText {

  private static final int GROUPS = 8;
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");

  private IpText() {}

  /** Four bytes, sixteen bytes, or empty when the text is no address. */
  public static Optional<byte[]> parse(String text) {
    return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
  }

  private static Optional<byte[]> parseV4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return Optional.empty();
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!OCTET.matcher(octets[i]).matches() || Integer.parseInt(octets[i]) > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) Integer.parseInt(octets[i]);
    }
    return Optional.of(bytes);
  }

  private static Optional<byte[]> parseV6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true).filter(bytes -> bytes.length == GROUPS * 2);
    }
    Optional<byte[]> head = groups(text.substring(0, gap), false);
    Optional<byte[]> tail = groups(text.substring(gap + 2), true);
    return head.flatMap(left -> tail.flatMap(right -> join(left, right)));
  }

  private static Optional<byte[]> join(byte[] head, byte[] tail) {
    if (head.length + tail.length > (GROUPS - 1) * 2) {
      return Optional.empty();
    }
    byte[] bytes = new byte[GROUPS * 2];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(tail, 0, bytes, bytes.length - tail.length, tail.length);
    return Optional.of(bytes);
  }

  /** Groups between single colons; the last may be an IPv4 address where the address ends. */
  private static Optional<byte[]> groups(String text, boolean atEnd) {
    if (text.isEmpty()) {
      return Optional.of(new byte[0]);
    }
    String[] groups = text.split(":", -1);
    if (groups.length > GROUPS) {
      return Optional.empty();
    }
    byte[] bytes = new byte[0];
    for (int i = 0; i < groups.length; i++) {
      boolean dotted = atEnd && i == groups.length - 1 && groups[i].indexOf('.') >= 0;
      Optional<byte[]> group = dotted ? parseV4(groups[i]) : parseGroup(groups[i]);
      if (group.isEmpty()) {
        return Optional.empty();
      }
      bytes = append(bytes, group.get());
    }
    return Optional.of(bytes);
  }

  private static Optional<byte[]> parseGroup(String text) {
    if (!HEX.matcher(text).matches()) {
      return Optional.empty();
    }
    int group = Integer.parseInt(text, 16);
    return Optional.of(new byte[] {(byte) (group >> 8), (byte) group});
  }

  private static byte[] append(byte[] left, byte[] right) {
    byte[] both = new byte[left.length + right.length];
    System.arraycopy(left, 0, both, 0, left.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
