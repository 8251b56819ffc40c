package io.azimuth.adapters.azure.attested;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * The roots of Azure's own services, of those that the Java runtime trusts. Another authority that
 * the runtime trusts cannot vouch for a signer of documents.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/security/fundamentals/azure-certificate-authority-details">Azure
 *     certificate authority details</a>
 */
final class AzureRoots {

  private static final Set<String> NAMES =
      Set.of(
          "DigiCert Global Root CA",
          "DigiCert Global Root G2",
          "DigiCert Global Root G3",
          "DigiCert TLS ECC P384 Root G5",
          "DigiCert TLS RSA 4096 Root G5",
          "Microsoft ECC Root Certificate Authority 2017",
          "Microsoft RSA Root Certificate Authority 2017",
          "Microsoft TLS ECC Root G2",
          "Microsoft TLS RSA Root G2");

  private AzureRoots() {}

  /** Those of the runtime; empty when it has none of them. */
  static Set<X509Certificate> ofRuntime() {
    Set<X509Certificate> roots = new HashSet<>();
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .flatMap(it -> Arrays.stream(((X509TrustManager) it).getAcceptedIssuers()))
          .filter(AzureRoots::isOne)
          .forEach(roots::add);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trusted certificates of this Java cannot be read", e);
    }
    return roots;
  }

  private static boolean isOne(X509Certificate root) {
    return Arrays.stream(
            X500Name.getInstance(root.getSubjectX500Principal().getEncoded()).getRDNs(BCStyle.CN))
        .map(name -> IETFUtils.valueToString(name.getFirst().getValue()))
        .anyMatch(NAMES::contains);
  }
}
