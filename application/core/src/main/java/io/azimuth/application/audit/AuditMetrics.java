package io.azimuth.application.audit;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.time.Duration;

/** Measures records of requests and of answers, with Vault's names. */
final class AuditMetrics {

  private final Timer requests;
  private final Timer answers;
  private final Counter untakenRequests;
  private final Counter untakenAnswers;

  AuditMetrics(Metrics metrics) {
    requests = metrics.summary(family("vault_audit_log_request", "Records of requests, in ms."));
    answers = metrics.summary(family("vault_audit_log_response", "Records of answers, in ms."));
    untakenRequests =
        metrics.counter(
            family("vault_audit_log_request_failure", "Records of requests that no device took."));
    untakenAnswers =
        metrics.counter(
            family("vault_audit_log_response_failure", "Records of answers that no device took."));
    untakenRequests.add(0);
    untakenAnswers.add(0);
  }

  private static MetricFamily family(String name, String help) {
    return MetricFamily.single(name, help);
  }

  /** A record that a device took. */
  void taken(AuditedExchange exchange, long nanos) {
    (exchange.answer().isPresent() ? answers : requests).record(Duration.ofNanos(nanos));
  }

  /** A record that no device took. */
  void untaken(AuditedExchange exchange) {
    (exchange.answer().isPresent() ? untakenAnswers : untakenRequests).increment();
  }
}
