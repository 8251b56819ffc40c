package io.azimuth.adapters.http.server;

import io.azimuth.domain.rotation.ExpiryNotice;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns in the log before the certificate of a listener expires: 30, 7 and 1 days before, and when
 * it has expired; each once for a certificate, and the one that is due at the start.
 */
final class CertificateExpiryWarning {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateExpiryWarning.class);

  private Instant end = Instant.MAX;
  private Optional<ExpiryNotice> warned = Optional.empty();

  /** Considers the certificate that is in use now. */
  void check(String listener, Instant ofCertificate, Instant now) {
    if (!ofCertificate.equals(end)) {
      end = ofCertificate;
      warned = Optional.empty();
    }
    Optional<ExpiryNotice> due = ExpiryNotice.due(end, now);
    if (due.isPresent() && warned.filter(it -> it.compareTo(due.get()) >= 0).isEmpty()) {
      warned = due;
      warn(listener, due.get());
    }
  }

  private void warn(String listener, ExpiryNotice notice) {
    if (notice == ExpiryNotice.ENDED) {
      LOG.error(
          "a TLS certificate has expired, listener={}, end={}: replace its files", listener, end);
    } else {
      LOG.warn(
          "a TLS certificate expires within {} days, listener={}, end={}: replace its files",
          notice.days(),
          listener,
          end);
    }
  }
}
