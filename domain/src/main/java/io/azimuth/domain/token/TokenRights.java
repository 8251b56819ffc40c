package io.azimuth.domain.token;

import io.azimuth.domain.network.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token may do, and from where.
 *
 * @param policies its own policies, sanitised
 * @param entityId the entity whose policies count as well
 * @param boundCidrs where it may be used from; empty is anywhere
 * @param numUses how many uses it was given; 0 is unlimited. How many are left is counted apart
 */
public record TokenRights(
    List<String> policies, Optional<String> entityId, List<Cidr> boundCidrs, int numUses) {

  public TokenRights {
    policies = List.copyOf(policies);
    boundCidrs = List.copyOf(boundCidrs);
    Objects.requireNonNull(entityId, "entityId");
    if (numUses < 0) {
      throw new IllegalArgumentException("the number of uses is 0 or more");
    }
  }
}
