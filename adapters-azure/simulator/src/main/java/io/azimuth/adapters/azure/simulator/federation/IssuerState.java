package io.azimuth.adapters.azure.simulator.federation;

/**
 * What the token endpoint has to do with issuers.
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
