package io.azimuth.domain.token;

import io.azimuth.domain.network.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token may do, and from which addresses.
 *
 * @param policies its own policies, sanitised
 * @param entityId the entity whose policies count as well
 * @param boundCidrs addresses from which it may be used; empty means any
 * @param numUses how many uses it was given; 0 is unlimited. The uses that are left are counted
 *     separately
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
