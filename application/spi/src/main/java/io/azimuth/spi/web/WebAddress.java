package io.azimuth.spi.web;

import io.azimuth.domain.text.Checked;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An address that may be called: absolute, with a host, and without a user or a fragment. It is
 * https, unless {@link #parsePlaintext} read it. The text form has no query, because a query may
 * hold a secret.
 *
 * @param uri the address
 */
public record WebAddress(URI uri) {

  /** The longest address, in characters. */
  public static final int MAX_LENGTH = 2_048;

  // Literal addresses, and the one name that no resolver may give another meaning (RFC 6761).
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]|localhost", Pattern.CASE_INSENSITIVE);

  public WebAddress {
    Objects.requireNonNull(uri, "uri");
    if (!(isHttps(uri) || isHttp(uri)) || !isOfHost(uri)) {
      throw new IllegalArgumentException("not an http or https address of a host");
    }
  }

  /** The https address, or the sentence about what is wrong with it. */
  public static Checked<WebAddress> parse(String text) {
    return parse(text, WebAddress::isHttps, "https");
  }

  /**
   * The same for an address that may also be http: everybody on the way reads what is sent there,
   * and can answer in its place.
   */
  public static Checked<WebAddress> parsePlaintext(String text) {
    return parse(text, uri -> isHttps(uri) || isHttp(uri), "http or https");
  }

  private static Checked<WebAddress> parse(
      String text, Predicate<URI> allowedScheme, String schemes) {
    if (text.length() > MAX_LENGTH) {
      return Checked.problem("an address has at most " + MAX_LENGTH + " characters");
    }
    try {
      URI uri = new URI(text);
      return allowedScheme.test(uri) && isOfHost(uri)
          ? Checked.of(new WebAddress(uri))
          : Checked.problem("must be an " + schemes + " address without a user and a fragment");
    } catch (URISyntaxException e) {
      return Checked.problem("is not an address");
    }
  }

  /** Whether what is sent there is encrypted, and the receiver proved by its certificate. */
  public boolean isEncrypted() {
    return isHttps(uri);
  }

  /** Whether the host is this machine: a literal loopback address, or {@code localhost}. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(uri.getHost()).matches();
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isOfHost(URI uri) {
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && uri.getPort() <= 65_535;
  }

  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme().toLowerCase(Locale.ROOT)
        + "://"
        + uri.getHost()
        + port
        + uri.getRawPath();
  }
}
