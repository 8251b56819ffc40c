package io.azimuth.domain.role;

import io.azimuth.domain.token.Cidr;
import io.azimuth.domain.token.Lifetimes;
import java.util.List;

/** Placeholder. */
public record TokenSettings(
    Lifetimes lifetimes,
    List<String> policies,
    List<Cidr> boundCidrs,
    boolean noDefaultPolicy,
    int numUses) {

  public TokenSettings {
    policies = List.copyOf(policies);
    boundCidrs = List.copyOf(boundCidrs);
  }
}
