package io.azimuth.domain.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses, such as {@code 10.0.0.0/8}, or one address. Kept as written.
 *
 * <p>An IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}) is read as the IPv4 address, here and in
 * what is compared. Host names are refused, never resolved.
 */
public final class Cidr {

  private static final int MAPPED_PREFIX = 96;
  private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");

  private final String text;
  private final byte[] network;
  private final int prefix;

  private Cidr(String text, byte[] network, int prefix) {
    this.text = text;
    this.network = network;
    this.prefix = prefix;
  }

  /** The block, or empty when the text is neither an address nor a block. */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return IpText.parse(text).flatMap(bytes -> block(text, bytes, bytes.length * 8));
    }
    String prefix = text.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches()) {
      return Optional.empty();
    }
    return IpText.parse(text.substring(0, slash))
        .flatMap(bytes -> block(text, bytes, Integer.parseInt(prefix)));
  }

  /** Whether the address lies in this block; an IPv6 block contains no IPv4 address. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] candidate = isMapped(bytes) ? lastFour(bytes) : bytes;
    return candidate.length == network.length && beginsLike(candidate);
  }

  /** Whether every address of the other block lies in this one. */
  public boolean covers(Cidr other) {
    return other.network.length == network.length
        && other.prefix >= prefix
        && beginsLike(other.network);
  }

  private boolean beginsLike(byte[] bytes) {
    for (int bit = 0; bit < prefix; bit++) {
      if (bitOf(bytes, bit) != bitOf(network, bit)) {
        return false;
      }
    }
    return true;
  }

  /** The block as it was written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  private static Optional<Cidr> block(String text, byte[] bytes, int prefix) {
    if (prefix > bytes.length * 8) {
      return Optional.empty();
    }
    if (!isMapped(bytes)) {
      return Optional.of(new Cidr(text, bytes, prefix));
    }
    return prefix < MAPPED_PREFIX
        ? Optional.empty()
        : Optional.of(new Cidr(text, lastFour(bytes), prefix - MAPPED_PREFIX));
  }

  private static boolean isMapped(byte[] bytes) {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] lastFour(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 12, 16);
  }

  private static int bitOf(byte[] bytes, int bit) {
    return (bytes[bit / 8] >> (7 - bit % 8)) & 1;
  }
}
