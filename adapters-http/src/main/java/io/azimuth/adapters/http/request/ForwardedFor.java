package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.RefusedException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the client behind trusted proxies. It goes through the hops from the right, starting at the
 * peer: the client is the first hop that is not trusted, or the one after a fixed number of hops. A
 * client can invent every hop further left, so these are ignored.
 */
public final class ForwardedFor {

  private final ForwardingConfig config;

  /** Finds clients under these rules. */
  public ForwardedFor(ForwardingConfig config) {
    this.config = config;
  }

  /**
   * The client of a request.
   *
   * @param peer the other end of the connection
   * @param headers the values of {@code X-Forwarded-For} in their order
   * @throws RefusedException when the header is malformed, or absent though the rules require it
   */
  ClientAddress client(InetSocketAddress peer, List<String> headers) {
    InetAddress hop = peer.getAddress();
    ClientAddress itself = new ClientAddress(hop, peer.getPort());
    if (config.trusted().isEmpty()) {
      return itself;
    }
    if (headers.isEmpty()) {
      return peerUnlessRefused(
          config.rejectNotPresent(), "the X-Forwarded-For header is missing", itself);
    }
    if (!isTrusted(hop)) {
      return peerUnlessRefused(
          config.rejectNotAuthorized(), "X-Forwarded-For is not taken from this address", itself);
    }
    List<String> hops = rightToLeft(headers);
    return new ClientAddress(
        config
            .hopSkips()
            .map(skips -> hopAfterSkipping(skips, hops))
            .orElseGet(() -> untrusted(hop, hops)),
        0);
  }

  private static ClientAddress peerUnlessRefused(
      boolean refuse, String sentence, ClientAddress peer) {
    if (refuse) {
      throw RefusedException.invalid(sentence);
    }
    return peer;
  }

  private static InetAddress hopAfterSkipping(int skips, List<String> hops) {
    if (skips >= hops.size()) {
      throw RefusedException.invalid("the X-Forwarded-For header has too few hops");
    }
    return address(hops.get(skips));
  }

  private InetAddress untrusted(InetAddress peer, List<String> hops) {
    InetAddress hop = peer;
    for (String text : hops) {
      hop = address(text);
      if (!isTrusted(hop)) {
        break;
      }
    }
    return hop;
  }

  /** Whether the address is that of a trusted proxy, behind which many clients are. */
  public boolean isTrusted(InetAddress address) {
    return config.trusted().stream().anyMatch(range -> range.contains(address));
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
      // This asks no name server, because the text is an address literal.
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some proxies, such as Azure's Application Gateway, also write the port. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
