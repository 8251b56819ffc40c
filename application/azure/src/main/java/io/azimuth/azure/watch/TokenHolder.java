package io.azimuth.azure.watch;

import io.azimuth.azure.renewal.ProvedFactsCodec;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.ProvedFacts;
import io.azimuth.domain.azure.watch.MachineObservation;
import io.azimuth.spi.issued.HeldToken;
import java.util.Optional;

/**
 * Whose tokens they are: a machine with one of its identities.
 *
 * @param principal its identity
 * @param basis what named the machine at the login
 */
record TokenHolder(TenantResource machine, PrincipalId principal, LoginResource.Basis basis) {

  /**
   * The holder of a token; empty unless Azure was asked for its machine at the login, and when the
   * mount accepts its tenant no more.
   */
  static Optional<TokenHolder> of(HeldToken token, MountTenants tenants) {
    return ProvedFactsCodec.decode(token.kept())
        .filter(facts -> facts.tenant().map(tenants::accepts).orElse(true))
        .filter(facts -> facts.location().isPresent()) // only Azure knows where it is
        .flatMap(TokenHolder::of);
  }

  private static Optional<TokenHolder> of(ProvedFacts facts) {
    return facts
        .resource()
        .map(
            resource ->
                new TokenHolder(
                    new TenantResource(facts.additionalTenant(), resource.id()),
                    facts.principal(),
                    resource.basis()));
  }

  /** The state of the holder by an answer for its machine. */
  MachineObservation seenIn(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Found found) {
      return seenIn(found.facts());
    }
    return answer instanceof DirectoryAnswer.Absent
        ? MachineObservation.ABSENT
        : MachineObservation.UNKNOWN;
  }

  /** The state of the holder by facts of its machine. */
  MachineObservation seenIn(ResourceFacts facts) {
    return MachineObservation.of(facts, principal, basis);
  }
}
