package io.azimuth.domain.token.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.LifetimeSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a role of any auth method says about the tokens it gives (spec 3.9).
 *
 * @param lifetimes how long they live
 * @param policies their policies, as they were written
 * @param boundCidrs where a login and every later use may come from; empty is anywhere
 * @param noDefaultPolicy whether they go without the policy {@code default}
 * @param numUses how often they can be used; 0 is unlimited
 * @param type the type of token
 */
public record TokenSettings(
    LifetimeSettings lifetimes,
    List<String> policies,
    List<Cidr> boundCidrs,
    boolean noDefaultPolicy,
    int numUses,
    TokenTypeSetting type) {

  public TokenSettings {
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(type, "type");
    policies = List.copyOf(policies);
    boundCidrs = List.copyOf(boundCidrs);
    boolean counted = numUses != 0 || !lifetimes.period().isZero();
    if (numUses < 0 || (type == TokenTypeSetting.BATCH && counted)) {
      throw new IllegalArgumentException("batch tokens have no period and no limited use count");
    }
    if (exceeds(lifetimes.ttl(), lifetimes.maxTtl())) {
      throw new IllegalArgumentException("the time to live is above its maximum");
    }
  }

  /** Settings to be filled in; nothing is set. */
  public static TokenSettingsBuilder builder() {
    return new TokenSettingsBuilder();
  }

  /** The same settings, to be changed. */
  public TokenSettingsBuilder toBuilder() {
    return new TokenSettingsBuilder(this);
  }

  /** Whether a login may come from there; an unknown address may not where any are bound. */
  public boolean admits(Optional<InetAddress> address) {
    return boundCidrs.isEmpty()
        || address.filter(a -> boundCidrs.stream().anyMatch(c -> c.contains(a))).isPresent();
  }

  static boolean exceeds(Duration ttl, Duration maxTtl) {
    return !maxTtl.isZero() && ttl.compareTo(maxTtl) > 0;
  }
}
