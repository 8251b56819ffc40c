package io.azimuth.adapters.azure.attested;

import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts at which the certificates of issuers may be fetched. The addresses come from
 * certificates that somebody else sends, so nothing else is asked.
 *
 * @param hosts such as {@code www.microsoft.com}, which means its usual ports, or {@code
 *     host:port}; in lower case
 */
record IssuerHosts(Set<String> hosts) {

  /** Nothing is fetched. */
  static final IssuerHosts NONE = new IssuerHosts(Set.of());

  private static final int MAX_ADDRESS = 512;
  private static final int MAX_ADDRESSES = 4;

  IssuerHosts {
    hosts = hosts.stream().map(AsciiCase::fold).collect(Collectors.toUnmodifiableSet());
  }

  static IssuerHosts of(List<String> hosts) {
    return new IssuerHosts(Set.copyOf(hosts));
  }

  /** The first address of the certificate's issuer that may be asked. */
  Optional<URI> addressOfIssuer(X509Certificate certificate) {
    return hosts.isEmpty()
        ? Optional.empty()
        : AuthorityAccess.issuers(certificate).stream()
            .limit(MAX_ADDRESSES)
            .flatMap(address -> allowed(address).stream())
            .findFirst();
  }

  private Optional<URI> allowed(String address) {
    if (address.length() > MAX_ADDRESS) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(address);
      boolean plain = "http".equals(uri.getScheme());
      if ((!plain && !"https".equals(uri.getScheme()))
          || uri.getHost() == null
          || uri.getRawUserInfo() != null
          || uri.getRawFragment() != null) {
        return Optional.empty();
      }
      String host = AsciiCase.fold(uri.getHost());
      int usual = plain ? 80 : 443;
      boolean isUsual = uri.getPort() == -1 || uri.getPort() == usual;
      return (isUsual && hosts.contains(host)) || hosts.contains(host + ":" + uri.getPort())
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
