package io.azimuth.adapters.azure.attested;

import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The hosts at which the certificates of issuers may be fetched. The addresses come from
 * certificates that somebody else sends, so nothing else is asked.
 *
 * @param hosts such as {@code www.microsoft.com}, which means its usual ports, or {@code
 *     host:port}; in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1">RFC 5280, section
 *     4.2.2.1</a>
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
        : descriptions(certificate).stream()
            .filter(it -> AccessDescription.id_ad_caIssuers.equals(it.getAccessMethod()))
            .map(AccessDescription::getAccessLocation)
            .filter(it -> it.getTagNo() == GeneralName.uniformResourceIdentifier)
            .limit(MAX_ADDRESSES)
            .flatMap(it -> allowed(it.getName().toString()).stream())
            .findFirst();
  }

  private static List<AccessDescription> descriptions(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return List.of();
    }
    try {
      return Arrays.asList(
          AuthorityInformationAccess.getInstance(ASN1OctetString.getInstance(extension).getOctets())
              .getAccessDescriptions());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of(); // not readable: as if it were not there
    }
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
