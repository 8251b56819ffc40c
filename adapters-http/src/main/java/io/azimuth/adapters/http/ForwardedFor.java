package io.azimuth.adapters.http;

import io.azimuth.application.api.ClientAddress;
import io.azimuth.application.api.RefusedException;
import io.azimuth.domain.token.Cidr;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the client behind trusted proxies: from the peer backwards, the first hop that is not
 * trusted itself. What stands further left anyone may have written.
 */
final class ForwardedFor {

  private final List<Cidr> trusted;

  ForwardedFor(List<Cidr> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The client, given the peer and the values of {@code X-Forwarded-For} in their order. */
  ClientAddress client(InetSocketAddress peer, List<String> headers) {
    InetAddress hop = peer.getAddress();
    if (headers.isEmpty() || !isTrusted(hop)) {
      return new ClientAddress(hop, peer.getPort());
    }
    for (String text : rightToLeft(headers)) {
      hop = address(text);
      if (!isTrusted(hop)) {
        break;
      }
    }
    return new ClientAddress(hop, 0);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static List<String> rightToLeft(List<String> headers) {
    List<String> hops = new ArrayList<>();
    for (String header : headers) {
      Collections.addAll(hops, header.split(",", -1));
    }
    Collections.reverse(hops);
    return hops;
  }

  private static InetAddress address(String text) {
    String literal = withoutPort(text.strip());
    if (literal.indexOf('/') >= 0 || Cidr.parse(literal).isEmpty()) {
      throw RefusedException.invalid("the X-Forwarded-For header holds no IP address");
    }
    try {
      // Asks no name server: it has been shown to be a literal.
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some proxies (Azure's Application Gateway is one) write the port, too. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
