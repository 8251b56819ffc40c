package io.azimuth.spi.web;

import io.azimuth.domain.text.Checked;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * An address that may be called: absolute, https, with a host, and without a user or a fragment.
 * The text form has no query, because a query may hold a secret.
 *
 * @param uri the address
 */
public record WebAddress(URI uri) {

  /** The longest address, in characters. */
  public static final int MAX_LENGTH = 2_048;

  public WebAddress {
    Objects.requireNonNull(uri, "uri");
    if (!isAllowed(uri)) {
      throw new IllegalArgumentException("not an https address of a host");
    }
  }

  /** The address, or the sentence about what is wrong with it. */
  public static Checked<WebAddress> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Checked.problem("an address has at most " + MAX_LENGTH + " characters");
    }
    try {
      URI uri = new URI(text);
      return isAllowed(uri)
          ? Checked.of(new WebAddress(uri))
          : Checked.problem("must be an https address without a user and a fragment");
    } catch (URISyntaxException e) {
      return Checked.problem("is not an address");
    }
  }

  private static boolean isAllowed(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && uri.getPort() <= 65_535;
  }

  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return "https://" + uri.getHost() + port + uri.getRawPath();
  }
}
