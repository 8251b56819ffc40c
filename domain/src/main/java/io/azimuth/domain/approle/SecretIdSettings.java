package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The settings of a role for its secret ids.
 *
 * @param bound whether a login needs one
 * @param boundCidrs the addresses from which logins may come; empty means any
 * @param numUses how often a secret id can be used; 0 is unlimited
 * @param ttl how long it lives; zero leaves it unlimited
 * @param local whether they were asked to be of one cluster alone; there is one, so it is shown and
 *     changes nothing
 */
public record SecretIdSettings(
    boolean bound, List<Cidr> boundCidrs, int numUses, Duration ttl, boolean local) {

  public SecretIdSettings {
    boundCidrs = List.copyOf(boundCidrs);
    Objects.requireNonNull(ttl, "ttl");
    if (numUses < 0 || ttl.isNegative()) {
      throw new IllegalArgumentException("uses and lifetimes are not negative");
    }
  }
}
