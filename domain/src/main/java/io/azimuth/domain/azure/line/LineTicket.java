package io.azimuth.domain.azure.line;

import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * The place of one login in a {@link WaitingLine}. It keeps the place until it has an answer, also
 * when Azure throttles its question once more.
 *
 * @param round how many places of the same principal were ahead when it came, from the round that
 *     was current then; a lower one goes first
 * @param number counts the tickets of a line in the order of arrival
 * @param question what is asked; tickets with equal questions share the answer
 * @param principal who logs in
 * @param until when it stops waiting
 */
public record LineTicket<K>(
    long round, long number, K question, PrincipalId principal, Instant until) {

  /** First round by round, then in the order of arrival. */
  static final Comparator<LineTicket<?>> ORDER =
      Comparator.<LineTicket<?>>comparingLong(LineTicket::round)
          .thenComparingLong(LineTicket::number);

  public LineTicket {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(until, "until");
  }
}
