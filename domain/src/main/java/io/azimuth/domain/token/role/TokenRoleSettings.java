package io.azimuth.domain.token.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.TokenTypeRule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The settings of the tokens of a role.
 *
 * @param orphan whether they have no parent
 * @param renewable whether they can be renewed
 * @param period the lifetime that each renewal gives; zero means that tokens are not periodic
 * @param explicitMaxTtl the maximum lifetime; zero means no such limit
 * @param boundCidrs addresses from which they may be used; empty means any
 * @param numUses how often they can be used; 0 is unlimited
 * @param noDefaultPolicy whether they go without the policy {@code default}
 * @param type which type they have
 * @param binding whether they are bound to the certificate of the connection that makes them
 */
public record TokenRoleSettings(
    boolean orphan,
    boolean renewable,
    Duration period,
    Duration explicitMaxTtl,
    List<Cidr> boundCidrs,
    int numUses,
    boolean noDefaultPolicy,
    TokenTypeRule type,
    CertificateBinding binding) {

  public TokenRoleSettings {
    boundCidrs = List.copyOf(boundCidrs);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(binding, "binding");
    if (period.isNegative() || explicitMaxTtl.isNegative() || numUses < 0) {
      throw new IllegalArgumentException("lifetimes and the number of uses are not negative");
    }
    boolean lasting = renewable || !period.isZero() || !explicitMaxTtl.isZero();
    if (type == TokenTypeRule.BATCH && (!orphan || lasting || numUses != 0)) {
      throw new IllegalArgumentException("a batch role gives orphans without renewal and limits");
    }
  }

  /** These settings of tokens that are bound to no certificate of their own. */
  public TokenRoleSettings(
      boolean orphan,
      boolean renewable,
      Duration period,
      Duration explicitMaxTtl,
      List<Cidr> boundCidrs,
      int numUses,
      boolean noDefaultPolicy,
      TokenTypeRule type) {
    this(
        orphan,
        renewable,
        period,
        explicitMaxTtl,
        boundCidrs,
        numUses,
        noDefaultPolicy,
        type,
        CertificateBinding.OFF);
  }
}
