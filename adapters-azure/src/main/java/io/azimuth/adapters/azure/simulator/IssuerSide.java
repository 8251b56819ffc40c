package io.azimuth.adapters.azure.simulator;

/**
 * What the token endpoint has to do with issuers.
 *
 * @param http how it reaches them
 * @param keys what it fetched
 * @param log what it accepted
 */
record IssuerSide(IssuerHttp http, IssuerKeys keys, AssertionLog log) {

  /** As at the start; the trusted authorities stay, as they belong to the test's set-up. */
  void restore() {
    keys.restore();
    log.clear();
  }
}
