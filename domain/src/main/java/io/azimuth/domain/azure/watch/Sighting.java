package io.azimuth.domain.azure.watch;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;

/** What one answer of Azure says of a machine that holds tokens. */
public enum Sighting {
  /** It is there, with the identity that logged in. */
  PRESENT,
  /** Azure has no such resource. */
  ABSENT,
  /** It is there without that identity. */
  WITHOUT_IDENTITY,
  /** Nothing: no answer, a refusal, or an answer that cannot be used. */
  UNKNOWN;

  /** Of facts that Azure returned; compares as a login does. */
  public static Sighting of(ResourceFacts facts, PrincipalId principal, LoginResource.Basis basis) {
    return facts.proves(principal, basis) ? PRESENT : WITHOUT_IDENTITY;
  }
}
