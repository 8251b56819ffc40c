package io.azimuth.adapters.azure.attested;

import io.azimuth.domain.text.Quoted;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * Whom a cloud trusts to sign documents.
 *
 * @param roots where the certificate of a signer must lead to
 * @param between certificates that may be on the way, beside those that come with the document
 */
record AttestedTrust(SignerHosts hosts, Set<X509Certificate> roots, List<X509Certificate> between) {

  private static final int MAX_BETWEEN = 4;
  private static final String NO_ROOT =
      "the certificate of its signer does not lead to a root that is trusted for documents";

  AttestedTrust {
    roots = Set.copyOf(roots);
    between = List.copyOf(between);
  }

  /**
   * Throws unless the certificate is that of a signer and leads to a root, with every certificate
   * on the way valid at that time. Nothing is fetched: neither missing certificates nor lists of
   * revoked ones.
   *
   * @param sent further certificates that may be on the way
   */
  void requireSigner(X509Certificate signer, List<X509Certificate> sent, Instant now)
      throws RejectedDocumentException {
    hosts.requireIn(signer);
    try {
      build(signer, sent, now);
    } catch (CertPathBuilderException e) {
      throw new RejectedDocumentException(problem(signer, sent, now), e);
    } catch (InvalidAlgorithmParameterException e) {
      throw new RejectedDocumentException("this server trusts no root for documents", e);
    }
  }

  /** Whether the signer leads to a root with those certificates, too. */
  boolean leads(X509Certificate signer, List<X509Certificate> others, Instant now) {
    try {
      build(signer, others, now);
      return true;
    } catch (CertPathBuilderException | InvalidAlgorithmParameterException e) {
      return false;
    }
  }

  private void build(X509Certificate signer, List<X509Certificate> sent, Instant now)
      throws CertPathBuilderException, InvalidAlgorithmParameterException {
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(signer);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors(), target);
      List<X509Certificate> all = new ArrayList<>(known(sent, now));
      all.add(signer);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(MAX_BETWEEN);
      parameters.setDate(Date.from(now));
      var unused = CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (CertPathBuilderException | InvalidAlgorithmParameterException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime builds certification paths", e);
    }
  }

  private Set<TrustAnchor> anchors() {
    return roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
  }

  /**
   * The last certificate above that of the signer that is known and valid now, or that of the
   * signer.
   */
  X509Certificate top(X509Certificate signer, List<X509Certificate> sent, Instant now) {
    List<X509Certificate> known = known(sent, now);
    X509Certificate top = signer;
    for (int step = 0; step < MAX_BETWEEN; step++) {
      X509Certificate below = top;
      Optional<X509Certificate> issuer =
          known.stream().filter(it -> !it.equals(below) && issued(it, below)).findFirst();
      if (issuer.isEmpty()) {
        return top;
      }
      top = issuer.get();
    }
    return top;
  }

  private List<X509Certificate> known(List<X509Certificate> sent, Instant now) {
    List<X509Certificate> all = new ArrayList<>(sent);
    all.addAll(between);
    return IntermediateCertificates.of(all, now);
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private String problem(X509Certificate signer, List<X509Certificate> sent, Instant now) {
    if (now.isAfter(signer.getNotAfter().toInstant())) {
      return "the certificate of its signer has expired";
    }
    if (now.isBefore(signer.getNotBefore().toInstant())) {
      return "the certificate of its signer is not valid yet";
    }
    X509Certificate top = top(signer, sent, now);
    X500Principal missing = top.getIssuerX500Principal();
    boolean isKnown =
        missing.equals(top.getSubjectX500Principal())
            || roots.stream().anyMatch(it -> it.getSubjectX500Principal().equals(missing));
    return isKnown
        ? NO_ROOT
        : NO_ROOT
            + "; the certificate of "
            + Quoted.escape(missing.getName())
            + " is not known here";
  }
}
