package io.azimuth.adapters.azure.attested;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * Which certificates may be between a signer and a root: those that are valid, one of each subject,
 * key and issuer, and none that certifies itself. Further ones lead nowhere else, and each costs
 * time.
 */
final class IntermediateCertificates {

  private record Place(X500Principal subject, PublicKey key, X500Principal issuer) {

    static Place of(X509Certificate certificate) {
      return new Place(
          certificate.getSubjectX500Principal(),
          certificate.getPublicKey(),
          certificate.getIssuerX500Principal());
    }
  }

  private IntermediateCertificates() {}

  /** Those of the known ones that may be there now. */
  static List<X509Certificate> of(Collection<X509Certificate> known, Instant now) {
    Map<Place, X509Certificate> all = new LinkedHashMap<>();
    known.stream()
        .filter(it -> isValid(it, now))
        .filter(it -> !it.getSubjectX500Principal().equals(it.getIssuerX500Principal()))
        .forEach(it -> all.putIfAbsent(Place.of(it), it));
    return List.copyOf(all.values());
  }

  private static boolean isValid(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }
}
