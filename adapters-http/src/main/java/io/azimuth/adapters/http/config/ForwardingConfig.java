package io.azimuth.adapters.http.config;

import io.azimuth.domain.network.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * How far {@code X-Forwarded-For} is believed.
 *
 * @param trusted where proxies stand; when empty, the header is never looked at and the rest has no
 *     effect
 * @param hopSkips how many hops from the right are passed over; empty: all that are trusted
 * @param rejectNotPresent whether requests without the header are refused
 * @param rejectNotAuthorized whether requests with the header from elsewhere are refused, instead
 *     of taking their peer's address
 */
public record ForwardingConfig(
    List<Cidr> trusted,
    Optional<Integer> hopSkips,
    boolean rejectNotPresent,
    boolean rejectNotAuthorized) {

  /** Nobody is believed. */
  public static final ForwardingConfig NONE = trusting(List.of());

  public ForwardingConfig {
    trusted = List.copyOf(trusted);
    if (hopSkips.filter(skips -> skips < 0).isPresent()) {
      throw new IllegalArgumentException("hops to skip are 0 or more");
    }
  }

  /** Proxies at these addresses are believed, and nothing is refused. */
  public static ForwardingConfig trusting(List<Cidr> proxies) {
    return new ForwardingConfig(proxies, Optional.empty(), false, false);
  }
}
