package io.azimuth.domain.federation;

import io.azimuth.domain.network.IpText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a host looks like one that Entra ID can reach from the public internet. */
final class PublicHost {

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final List<String> INTERNAL =
      List.of(
          ".localhost",
          ".local",
          ".internal",
          ".intranet",
          ".private",
          ".corp",
          ".home",
          ".lan",
          ".home.arpa",
          ".test",
          ".invalid");

  private PublicHost() {}

  /** Why Entra ID cannot reach the host, as a sentence; empty when no reason is known. */
  static Optional<String> concern(String host) {
    if (host.startsWith("[") || IPV4.matcher(host).matches()) {
      return Optional.of(ofLiteral(host));
    }
    String name = host.toLowerCase(Locale.ROOT);
    return !name.contains(".") || INTERNAL.stream().anyMatch(name::endsWith)
        ? Optional.of(
            "the host "
                + host
                + " looks like one that only this network knows: Entra must resolve and reach it"
                + " from the public internet")
        : Optional.empty();
  }

  private static String ofLiteral(String literal) {
    return isInternal(literal)
        ? "the address "
            + literal
            + " is reached from inside only: Entra must reach the issuer from the public internet"
        : "the issuer's host is an address: Entra demands a certificate that a public authority"
            + " signed, which is given to names; use a name";
  }

  private static boolean isInternal(String literal) {
    boolean bracketed = literal.startsWith("[");
    return IpText.parse(bracketed ? literal.substring(1, literal.length() - 1) : literal)
        .map(PublicHost::isInternal)
        .orElse(true);
  }

  private static boolean isInternal(byte[] ip) {
    try {
      InetAddress address = InetAddress.getByAddress(ip);
      int first = address.getAddress()[0] & 0xff;
      boolean uniqueLocal = address.getAddress().length == 16 && (first & 0xfe) == 0xfc;
      return address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || uniqueLocal;
    } catch (UnknownHostException e) {
      return true;
    }
  }
}
