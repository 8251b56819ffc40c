package io.azimuth.domain.jwt;

import io.azimuth.domain.text.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a browser may return to after a login. Addresses are compared letter by letter; only the
 * port of a loopback address is free, because a program takes the one that it gets (RFC 8252,
 * section 7.3).
 */
public final class RedirectUris {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final int MAX_PORT = 65_535;

  private RedirectUris() {}

  /** Whether one of the allowed addresses admits this one. */
  public static boolean admit(List<String> allowed, String sent) {
    Optional<String> loopback = withoutPort(sent);
    return loopback.isEmpty()
        ? allowed.contains(sent)
        : allowed.stream().anyMatch(it -> withoutPort(it).equals(loopback));
  }

  /** What is wrong with an address that an operator allows; empty when nothing is. */
  static Optional<String> problem(String allowed) {
    boolean good =
        parse(allowed)
            .filter(RedirectUris::hasPossiblePort)
            .filter(uri -> uri.getRawUserInfo() == null && uri.getRawFragment() == null)
            .filter(uri -> "https".equals(uri.getScheme()) || isPlainLoopback(uri))
            .isPresent();
    return good
        ? Optional.empty()
        : Optional.of(
            "allowed_redirect_uris: "
                + Quoted.of(allowed)
                + " must be an https address, or http on localhost, without user and fragment, and"
                + " with a port of 1 to 65535 if any");
  }

  // An address with an empty port has none, and its authority ends with a colon.
  private static boolean hasPossiblePort(URI uri) {
    return uri.getHost() != null
        && (uri.getPort() == -1
            ? !uri.getRawAuthority().endsWith(":")
            : uri.getPort() >= 1 && uri.getPort() <= MAX_PORT);
  }

  private static boolean isPlainLoopback(URI uri) {
    return "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
  }

  // The address of this machine, without its port; empty for every other address.
  private static Optional<String> withoutPort(String text) {
    return parse(text)
        .filter(uri -> hasPossiblePort(uri) && LOOPBACK.contains(uri.getHost()))
        .filter(uri -> uri.getRawUserInfo() == null && uri.getRawFragment() == null)
        .map(
            uri ->
                uri.getScheme()
                    + "://"
                    + uri.getHost()
                    + uri.getRawPath()
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
