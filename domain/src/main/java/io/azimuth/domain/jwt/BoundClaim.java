package io.azimuth.domain.jwt;

import io.azimuth.domain.claim.ClaimScalar;
import java.util.List;

/**
 * The values of a claim that a role admits; one of them must be there.
 *
 * @param values at least one
 * @param isList whether it was written as a list
 */
public record BoundClaim(List<ClaimScalar> values, boolean isList) {

  public BoundClaim {
    values = List.copyOf(values);
  }
}
