package io.azimuth.application.gateway;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.remote.LogAllowance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of genuine tokens that came without the certificate to which they are bound: they may be
 * stolen. The audit log has all of them; here are ten a minute, each with the number that was left
 * out before it, because whoever has one such token chooses how often it is sent.
 */
@Singleton
final class UnprovedTokenLog {

  private static final Logger LOG = LoggerFactory.getLogger(UnprovedTokenLog.class);
  private static final int LINES = 10;

  private final Clock clock;
  private final LogAllowance allowance = LogAllowance.perMinute(LINES);

  @Inject
  UnprovedTokenLog(Clock clock) {
    this.clock = clock;
  }

  /** Logs that the token of this request was refused. */
  void refused(Token token, ApiRequest request) {
    long unlogged = allowance.take(clock.instant());
    if (unlogged < 0) {
      return;
    }
    LOG.warn(
        "token refused, reason=binding_not_proved, display_name={}, entity_id={}, client={},"
            + " request_id={}, expected={}, actual={}, unlogged={}",
        Quoted.escape(token.origin().displayName()),
        token.rights().entityId().orElse(""),
        request.client().address().getHostAddress(),
        request.id(),
        token.rights().boundCertificate().map(CertificateDigest::text).orElse(""),
        request.certificate().map(CertificateDigest::text).orElse("none"),
        unlogged);
  }
}
