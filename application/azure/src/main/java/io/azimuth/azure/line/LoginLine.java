package io.azimuth.azure.line;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.line.LineTicket;
import io.azimuth.domain.azure.line.WaitingLine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line with its logins. For use with the lock of {@link LoginLines}. */
final class LoginLine {

  private final LineKey key;
  private final WaitingLine<LineQuestion> order;
  private final WaitingLogins waiting;
  private final Map<LineTicket<LineQuestion>, WaitingLogin> logins = new HashMap<>();
  private boolean hasAlarm;

  LoginLine(LineKey key, WaitingLine<LineQuestion> order, WaitingLogins waiting) {
    this.key = key;
    this.order = order;
    this.waiting = waiting;
  }

  WaitingLogin enter(LineQuestion question, PrincipalId principal, Instant until, Instant now) {
    Optional<LineTicket<LineQuestion>> ticket = order.join(question, principal, until, now);
    if (ticket.isEmpty()) {
      return waiting.refuse(
          LineOutcome.refused(
              LineOutcome.Kind.TOO_LONG, order.expectedWait(question, principal, now)));
    }
    WaitingLogin.Place place = new WaitingLogin.Place(key, ticket.get(), now);
    WaitingLogin login = WaitingLogin.at(place);
    LineOutcome full = LineOutcome.refused(LineOutcome.Kind.FULL, order.pause(now));
    Optional<WaitingLogin> displaced = waiting.enter(login, place, this);
    if (displaced.filter(login::equals).isPresent()) {
      order.leave(ticket.get());
      return waiting.refuse(full);
    }
    logins.put(ticket.get(), login);
    displaced.ifPresent(
        other -> waiting.lineOf(other).ifPresent(line -> line.leave(other, full, now)));
    return login;
  }

  /** A question that was not asked by this line was throttled. */
  void throttled(LineQuestion question, Duration retryAfter, Instant now) {
    leave(order.throttled(question, retryAfter, now), tooLong(now), now);
  }

  void giveUp(WaitingLogin login, Instant now) {
    leave(login, LineOutcome.refused(LineOutcome.Kind.LATE, order.pause(now)), now);
  }

  List<LineQuestion> turns(Instant now) {
    return order.turns(now);
  }

  /** Takes the answer to a question whose turn it was, asked at that moment. */
  void take(
      LineQuestion question, CachedAnswer<DirectoryAnswer> facts, Instant asked, Instant now) {
    Duration took = Duration.between(asked, now);
    if (facts.answer() instanceof DirectoryAnswer.Throttled throttled) {
      wait(question, facts.with(throttled), took, now);
    } else if (facts.answer() instanceof DirectoryAnswer.Down) {
      for (LineTicket<LineQuestion> ticket : order.failed(question, took, now)) {
        boolean own = ticket.question().equals(question);
        leave(List.of(ticket), own ? LineOutcome.answered(facts) : LineOutcome.away(), now);
      }
    } else {
      leave(order.answered(question, now), LineOutcome.answered(facts), now);
    }
  }

  private void wait(
      LineQuestion question,
      CachedAnswer<DirectoryAnswer.Throttled> facts,
      Duration took,
      Instant now) {
    Duration retryAfter = facts.answer().retryAfter();
    if (facts.listed() && order.isHung(took, now)) {
      leave(order.failed(question, took, now), LineOutcome.away(), now);
    } else if (facts.listed() || facts.source() != CachedAnswer.Source.ASKED) {
      leave(order.unasked(question, retryAfter, now), tooLong(now), now);
    } else {
      throttled(question, retryAfter, now);
    }
  }

  /** After what time to call {@link #woken}; empty when that is arranged, or not needed. */
  Optional<Duration> alarm(Instant now) {
    Duration pause = order.pause(now);
    if (hasAlarm || pause.isZero()) {
      return Optional.empty();
    }
    hasAlarm = true;
    return Optional.of(pause);
  }

  void woken() {
    hasAlarm = false;
  }

  boolean isOver() {
    return order.isOver();
  }

  int length() {
    return order.length();
  }

  private LineOutcome tooLong(Instant now) {
    return LineOutcome.refused(LineOutcome.Kind.TOO_LONG, order.pause(now));
  }

  private void leave(WaitingLogin login, LineOutcome end, Instant now) {
    login
        .place()
        .ifPresent(
            place -> {
              order.leave(place.ticket());
              leave(List.of(place.ticket()), end, now);
            });
  }

  private void leave(List<LineTicket<LineQuestion>> tickets, LineOutcome end, Instant now) {
    for (LineTicket<LineQuestion> ticket : tickets) {
      Optional.ofNullable(logins.remove(ticket))
          .ifPresent(
              login -> login.place().ifPresent(place -> waiting.leave(login, place, end, now)));
    }
  }
}
