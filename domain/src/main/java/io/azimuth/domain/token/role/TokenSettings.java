package io.azimuth.domain.token.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.LifetimeSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The token settings of a role, the same for every auth method.
 *
 * @param lifetimes the lifetimes of its tokens
 * @param policies their policies, as they were written
 * @param boundCidrs addresses from which a login and every later use may come; empty means any
 * @param noDefaultPolicy whether they go without the policy {@code default}
 * @param numUses how often they can be used; 0 is unlimited
 * @param type the type of token
 * @param binding whether they are bound to the certificate of the login
 */
public record TokenSettings(
    LifetimeSettings lifetimes,
    List<String> policies,
    List<Cidr> boundCidrs,
    boolean noDefaultPolicy,
    int numUses,
    TokenTypeSetting type,
    CertificateBinding binding) {

  public TokenSettings {
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(binding, "binding");
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

  /** These settings of tokens that are bound to no certificate. */
  public TokenSettings(
      LifetimeSettings lifetimes,
      List<String> policies,
      List<Cidr> boundCidrs,
      boolean noDefaultPolicy,
      int numUses,
      TokenTypeSetting type) {
    this(lifetimes, policies, boundCidrs, noDefaultPolicy, numUses, type, CertificateBinding.OFF);
  }

  /** A builder without any settings. */
  public static TokenSettingsBuilder builder() {
    return new TokenSettingsBuilder();
  }

  /** A builder that begins with these settings. */
  public TokenSettingsBuilder toBuilder() {
    return new TokenSettingsBuilder(this);
  }

  /**
   * Whether a login from that address is allowed; one from an unknown address is refused when any
   * are bound.
   */
  public boolean admits(Optional<InetAddress> address) {
    return boundCidrs.isEmpty()
        || address.filter(a -> boundCidrs.stream().anyMatch(c -> c.contains(a))).isPresent();
  }

  static boolean exceeds(Duration ttl, Duration maxTtl) {
    return !maxTtl.isZero() && ttl.compareTo(maxTtl) > 0;
  }
}
