package io.azimuth.domain.azure.watch;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import java.util.Optional;

/** The state of a machine that holds tokens, as one answer of Azure shows it. */
public enum MachineObservation {
  /** It is there, with the identity that logged in. */
  PRESENT,
  /** Azure has no such resource. */
  ABSENT,
  /** It is there without that identity. */
  WITHOUT_IDENTITY,
  /** Nothing: no answer, a refusal, or an answer that cannot be used. */
  UNKNOWN;

  /** Of facts that Azure returned; compares as a login does. */
  public static MachineObservation of(
      ResourceFacts facts, PrincipalId principal, LoginResource.Basis basis) {
    return facts.proves(principal, basis) ? PRESENT : WITHOUT_IDENTITY;
  }

  /** Why tokens would be revoked by it; empty when it does not count against the machine. */
  Optional<GoneReason> reason() {
    return switch (this) {
      case ABSENT -> Optional.of(GoneReason.MACHINE_GONE);
      case WITHOUT_IDENTITY -> Optional.of(GoneReason.IDENTITY_REMOVED);
      case PRESENT, UNKNOWN -> Optional.empty();
    };
  }
}
