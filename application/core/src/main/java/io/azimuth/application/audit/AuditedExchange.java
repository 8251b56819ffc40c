package io.azimuth.application.audit;

import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.spi.api.Answer;
import java.util.Optional;

/**
 * What is known of a request when it is recorded.
 *
 * @param received the request
 * @param caller who calls, when the token was found valid
 * @param reasons for the answer
 * @param answer what is about to be sent; empty in the record of the request
 */
public record AuditedExchange(
    AuditedRequest received,
    Optional<AuthenticatedCaller> caller,
    AuditedReasons reasons,
    Optional<Answer> answer) {

  /** The same exchange with its answer. */
  public AuditedExchange answered(Answer given) {
    return new AuditedExchange(received, caller, reasons, Optional.of(given));
  }
}
