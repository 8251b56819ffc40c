package io.azimuth.adapters.http.config;

import io.azimuth.adapters.http.certificate.CertificateForwarding;
import io.azimuth.domain.network.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * Which proxies may name the client in {@code X-Forwarded-For}, and how they pass on its
 * certificate.
 *
 * @param trusted the addresses of the proxies; when empty, the header is ignored and the other
 *     settings have no effect
 * @param hopSkips how many hops are skipped from the right; absent: all trusted ones
 * @param rejectNotPresent whether requests without the header are refused
 * @param rejectNotAuthorized whether requests are refused that have the header but come from an
 *     untrusted address; otherwise that address is the client's
 * @param certificate how the proxies pass on the certificate of the client; empty: not at all
 */
public record ForwardingConfig(
    List<Cidr> trusted,
    Optional<Integer> hopSkips,
    boolean rejectNotPresent,
    boolean rejectNotAuthorized,
    Optional<CertificateForwarding> certificate) {

  /** No proxy is trusted. */
  public static final ForwardingConfig NONE = trusting(List.of());

  public ForwardingConfig {
    trusted = List.copyOf(trusted);
    if (hopSkips.filter(skips -> skips < 0).isPresent()) {
      throw new IllegalArgumentException("hops to skip are 0 or more");
    }
  }

  /** These rules of proxies that pass no certificate on. */
  public ForwardingConfig(
      List<Cidr> trusted,
      Optional<Integer> hopSkips,
      boolean rejectNotPresent,
      boolean rejectNotAuthorized) {
    this(trusted, hopSkips, rejectNotPresent, rejectNotAuthorized, Optional.empty());
  }

  /** The same with certificates that the proxies pass on like this. */
  public ForwardingConfig with(Optional<CertificateForwarding> passedOn) {
    return new ForwardingConfig(trusted, hopSkips, rejectNotPresent, rejectNotAuthorized, passedOn);
  }

  /** Trusts the proxies at these addresses and refuses no request because of the header. */
  public static ForwardingConfig trusting(List<Cidr> proxies) {
    return new ForwardingConfig(proxies, Optional.empty(), false, false);
  }
}
