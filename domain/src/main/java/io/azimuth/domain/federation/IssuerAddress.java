package io.azimuth.domain.federation;

import io.azimuth.domain.text.Checked;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The address at which other systems reach this server; the names of its issuers begin with it.
 * Kept byte for byte as it was written, because Azure compares issuers byte for byte.
 *
 * @param base scheme, host and perhaps a port, without a slash at its end
 */
public record IssuerAddress(String base) {

  private static final String BELOW = "/v1/identity/oidc";
  private static final String PLUGINS = BELOW + "/plugins";
  private static final int MAX_LENGTH = 600;

  public IssuerAddress {
    if (base.isEmpty() || base.endsWith("/")) {
      throw new IllegalArgumentException("an issuer does not end in a slash");
    }
  }

  /** The address that an operator sets: scheme, host and perhaps a port, nothing else. */
  public static Checked<IssuerAddress> parse(String text) {
    return isBare(text)
        ? Checked.of(new IssuerAddress(text))
        : Checked.problem(
            "invalid issuer, which must include only a scheme, host, and optional port"
                + " (e.g. https://example.com:8200)");
  }

  /** The address that clients reach the server at, {@code api_addr}; it may have a path. */
  public static IssuerAddress ofServer(URI address) {
    String text = address.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return new IssuerAddress(text);
  }

  /** The issuer of tokens for people and programs. */
  public String oidc() {
    return base + BELOW;
  }

  /** The issuer of the identity tokens of mounts, as it must be entered in Azure. */
  public String plugins() {
    return base + PLUGINS;
  }

  /** Reasons why Entra ID cannot fetch keys there, each with a remedy; empty when none is known. */
  public List<String> concerns() {
    List<String> concerns = new ArrayList<>();
    URI uri = URI.create(base);
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      concerns.add(
          "Entra fetches keys over https only: publish the two well-known documents at an https"
              + " address and set that as issuer in identity/oidc/config");
    }
    PublicHost.concern(String.valueOf(uri.getHost())).ifPresent(concerns::add);
    if (!String.valueOf(uri.getRawPath()).isEmpty()) {
      concerns.add(
          "the address has a path: whatever stands in front must pass "
              + uri.getRawPath()
              + PLUGINS
              + "/.well-known/ on, or set an issuer without a path in identity/oidc/config");
    }
    if (plugins().length() > MAX_LENGTH) {
      concerns.add("Entra takes an issuer of at most 600 characters; use a shorter host name");
    }
    return List.copyOf(concerns);
  }

  private static boolean isBare(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && String.valueOf(uri.getRawPath()).isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && hasGoodPort(uri);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean hasGoodPort(URI uri) {
    int port = uri.getPort();
    return port == -1 ? !uri.getRawAuthority().endsWith(":") : port > 0 && port <= 65_535;
  }
}
