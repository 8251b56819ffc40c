package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.domain.rotation.CertificateThumbprint;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A certificate whose key may sign assertions of an application, with its use. */
public final class AppCertificate {

  private final String keyId;
  private final String displayName;
  private final X509Certificate certificate;
  private final CredentialPropagation propagation;

  public AppCertificate(String keyId, String displayName, X509Certificate certificate) {
    this.keyId = Guids.require(keyId, "key id");
    this.displayName = Objects.requireNonNull(displayName, "displayName");
    this.certificate = Objects.requireNonNull(certificate, "certificate");
    this.propagation = new CredentialPropagation(Instant.MIN);
  }

  /** One that was there before, named by its subject as Azure does. */
  static AppCertificate of(X509Certificate certificate) {
    return new AppCertificate(
        Guids.named("key " + thumbprint(certificate)),
        certificate.getSubjectX500Principal().getName(),
        certificate);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public String keyId() {
    return keyId;
  }

  /** Becomes known to the token endpoint step by step, beginning now. */
  void propagation(SecretPropagation spread, Instant now) {
    propagation.begin(spread, now);
  }

  /** Whether the front end that was hit knows it; counts the request. */
  public boolean isKnown(Instant now) {
    return propagation.isKnown(now);
  }

  /** Counts an assertion that was accepted. */
  public void accept() {
    propagation.accept();
  }

  /** As Graph lists it: the hint is its thumbprint. */
  public ListedPassword listed() {
    return new ListedPassword(
        keyId,
        Optional.of(displayName),
        thumbprint(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        propagation.accepted());
  }

  private static String thumbprint(X509Certificate certificate) {
    try {
      return CertificateThumbprint.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("the certificate cannot be written", e);
    }
  }
}
