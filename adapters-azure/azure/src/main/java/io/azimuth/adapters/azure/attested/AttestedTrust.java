package io.azimuth.adapters.azure.attested;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a cloud trusts to sign documents.
 *
 * @param hosts the hosts of the signers
 * @param roots where the certificate of a signer must lead to
 * @param between certificates that may be on the way, beside those that come with the document
 */
record AttestedTrust(SignerHosts hosts, Set<X509Certificate> roots, List<X509Certificate> between) {

  private static final int MAX_BETWEEN = 4;

  AttestedTrust {
    roots = Set.copyOf(roots);
    between = List.copyOf(between);
  }

  /**
   * Throws unless the certificate is that of a signer and leads to a root, with every certificate
   * on the way valid at that time. Nothing is fetched: neither missing certificates nor lists of
   * revoked ones.
   */
  void requireSigner(X509Certificate signer, List<X509Certificate> sent, Instant now)
      throws RejectedDocumentException {
    hosts.requireIn(signer);
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(signer);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors(), target);
      List<X509Certificate> all = new ArrayList<>(sent);
      all.add(signer);
      all.addAll(between);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(MAX_BETWEEN);
      parameters.setDate(Date.from(now));
      var unused = CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (CertPathBuilderException e) {
      throw new RejectedDocumentException(problem(signer, now), e);
    } catch (InvalidAlgorithmParameterException e) {
      throw new RejectedDocumentException("this server trusts no root for documents", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime builds certification paths", e);
    }
  }

  private Set<TrustAnchor> anchors() {
    return roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
  }

  private static String problem(X509Certificate signer, Instant now) {
    if (now.isAfter(signer.getNotAfter().toInstant())) {
      return "the certificate of its signer has expired";
    }
    return now.isBefore(signer.getNotBefore().toInstant())
        ? "the certificate of its signer is not valid yet"
        : "the certificate of its signer does not lead to a root that is trusted for documents";
  }
}
