package io.azimuth.domain.token;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.network.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token may do, from which addresses, and with which certificate.
 *
 * @param policies its own policies, sanitised
 * @param entityId the entity whose policies count as well
 * @param boundCidrs addresses from which it may be used; empty means any
 * @param numUses how many uses it was given; 0 is unlimited. The uses that are left are counted
 *     separately
 * @param boundCertificate the certificate that every connection must show over which it is used
 */
public record TokenRights(
    List<String> policies,
    Optional<String> entityId,
    List<Cidr> boundCidrs,
    int numUses,
    Optional<CertificateDigest> boundCertificate) {

  public TokenRights {
    policies = List.copyOf(policies);
    boundCidrs = List.copyOf(boundCidrs);
    Objects.requireNonNull(entityId, "entityId");
    Objects.requireNonNull(boundCertificate, "boundCertificate");
    if (numUses < 0) {
      throw new IllegalArgumentException("the number of uses is 0 or more");
    }
  }

  /** The rights of a token that is bound to no certificate. */
  public TokenRights(
      List<String> policies, Optional<String> entityId, List<Cidr> boundCidrs, int numUses) {
    this(policies, entityId, boundCidrs, numUses, Optional.empty());
  }

  /** The same of a token that is bound to this certificate, or to none. */
  public TokenRights boundTo(Optional<CertificateDigest> certificate) {
    return new TokenRights(policies, entityId, boundCidrs, numUses, certificate);
  }

  /** Whether the token may be used over a connection that showed this certificate. */
  public boolean admits(Optional<CertificateDigest> shown) {
    return boundCertificate.isEmpty() || boundCertificate.equals(shown);
  }
}
