package io.azimuth.adapters.azure.simulator.federation;

/**
 * The state of the token endpoint about issuers.
 *
 * @param http how it reaches them
 * @param keys what it fetched
 * @param log what it accepted
 */
public record IssuerState(IssuerHttp http, IssuerKeys keys, AssertionLog log) {

  /** As at the start; the trusted authorities stay, as they belong to the test's set-up. */
  public void restore() {
    keys.restore();
    log.clear();
  }
}
