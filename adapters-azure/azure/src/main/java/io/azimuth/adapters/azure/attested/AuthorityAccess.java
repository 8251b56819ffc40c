package io.azimuth.adapters.azure.attested;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Reads the addresses that a certificate names for its issuer's certificate. It is a class of its
 * own because the first use of Bouncy Castle checks the signature of its jar, which a start without
 * attested documents need not wait for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1">RFC 5280, section
 *     4.2.2.1</a>
 */
final class AuthorityAccess {

  private AuthorityAccess() {}

  /**
   * The addresses, as the certificate has them; none when it has none, or none that can be read.
   */
  static List<String> issuers(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return List.of();
    }
    try {
      return Stream.of(descriptions(extension))
          .filter(it -> AccessDescription.id_ad_caIssuers.equals(it.getAccessMethod()))
          .map(AccessDescription::getAccessLocation)
          .filter(it -> it.getTagNo() == GeneralName.uniformResourceIdentifier)
          .map(it -> it.getName().toString())
          .toList();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of();
    }
  }

  private static AccessDescription[] descriptions(byte[] extension) {
    return AuthorityInformationAccess.getInstance(
            ASN1OctetString.getInstance(extension).getOctets())
        .getAccessDescriptions();
  }
}
