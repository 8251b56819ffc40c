package io.azimuth.adapters.azure.attested;

import io.azimuth.domain.text.AsciiCase;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * The hosts whose certificates sign documents: one, and those below it, because regions have hosts
 * of their own.
 *
 * @param host such as {@code metadata.azure.com}
 */
record SignerHosts(String host) {

  private static final int DNS_NAME = 2;
  private static final String SERVER = "1.3.6.1.5.5.7.3.1"; // id-kp-serverAuth
  private static final int DIGITAL_SIGNATURE = 0;

  SignerHosts {
    host = AsciiCase.fold(host);
  }

  /** Throws unless the certificate is that of a server with such a host, which may sign. */
  void requireIn(X509Certificate certificate) throws RejectedDocumentException {
    try {
      boolean[] usage = certificate.getKeyUsage();
      List<String> purposes = certificate.getExtendedKeyUsage();
      if (certificate.getBasicConstraints() >= 0
          || (usage != null && !usage[DIGITAL_SIGNATURE])
          || purposes == null
          || !purposes.contains(SERVER)) {
        throw new RejectedDocumentException("the certificate of its signer is not of a server");
      }
      if (names(certificate).stream().noneMatch(this::covers)) {
        throw new RejectedDocumentException(
            "the certificate of its signer is not for " + host + " or a host below it");
      }
    } catch (CertificateParsingException e) {
      throw new RejectedDocumentException("the certificate of its signer cannot be read", e);
    }
  }

  private boolean covers(String name) {
    String folded = AsciiCase.fold(name);
    return folded.equals(host) || folded.endsWith("." + host);
  }

  private static List<String> names(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      return commonName(certificate).stream().toList();
    }
    return alternatives.stream()
        .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  // Old certificates name their host only there.
  private static Optional<String> commonName(X509Certificate certificate) {
    RDN[] names =
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
            .getRDNs(BCStyle.CN);
    return names.length == 1
        ? Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()))
        : Optional.empty();
  }
}
