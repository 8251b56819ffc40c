package io.azimuth.adapters.http.config;

import io.azimuth.domain.network.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * Which proxies may name the client in {@code X-Forwarded-For}.
 *
 * @param trusted the addresses of the proxies; when empty, the header is ignored and the other
 *     settings have no effect
 * @param hopSkips how many hops are skipped from the right; absent: all trusted ones
 * @param rejectNotPresent whether requests without the header are refused
 * @param rejectNotAuthorized whether requests are refused that have the header but come from an
 *     untrusted address; otherwise that address is the client's
 */
public record ForwardingConfig(
    List<Cidr> trusted,
    Optional<Integer> hopSkips,
    boolean rejectNotPresent,
    boolean rejectNotAuthorized) {

  /** No proxy is trusted. */
  public static final ForwardingConfig NONE = trusting(List.of());

  public ForwardingConfig {
    trusted = List.copyOf(trusted);
    if (hopSkips.filter(skips -> skips < 0).isPresent()) {
      throw new IllegalArgumentException("hops to skip are 0 or more");
    }
  }

  /** Trusts the proxies at these addresses and refuses no request because of the header. */
  public static ForwardingConfig trusting(List<Cidr> proxies) {
    return new ForwardingConfig(proxies, Optional.empty(), false, false);
  }
}
