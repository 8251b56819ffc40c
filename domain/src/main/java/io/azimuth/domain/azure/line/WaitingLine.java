package io.azimuth.domain.azure.line;

import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The logins that wait because Azure throttles the questions of one access. After the pause that
 * Azure asked for, one question is asked; each answer lets one more be under way than before, so
 * their number doubles until Azure throttles again.
 *
 * <p>Principals take turns: of each the first comes, then of each the second. Within a principal,
 * and among the first of each, the order is that of arrival. Logins with the same question share
 * one place. Questions that one call answers together are asked together and count as one.
 *
 * <p>Reads no clock and calls no other system. Not safe for use by many threads.
 *
 * @param <K> the type of the questions, which are compared with {@code equals}
 */
public final class WaitingLine<K> {

  /** The most questions that are under way at a time. */
  public static final int MOST_AT_ONCE = 64;

  /** After so long without any answer, Azure is away and not busy. */
  public static final Duration HANG = Duration.ofSeconds(3);

  /** So many failures in a row mean the same. */
  private static final int FAILURES = 2;

  /** More than anybody waits, so that there is always a moment at which it ends. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final TreeSet<LineTicket<K>> tickets = new TreeSet<>(LineTicket.ORDER);
  private final Map<K, Object> asked = new HashMap<>();
  private final Function<K, Object> call;
  private LinePause pause;
  private LinePace pace = LinePace.UNKNOWN;
  private int atOnce = 1;
  private int answered;
  private int failures;
  private Instant lastAnswer;
  private long arrivals;

  /**
   * An empty line, because Azure throttled a question: from now on for that time.
   *
   * @param call equal for questions that one call answers together as of now
   */
  public WaitingLine(Function<K, Object> call, Duration retryAfter, Instant now) {
    this.call = call;
    this.pause = new LinePause(now, retryAfter);
    this.lastAnswer = now;
  }

  /**
   * Takes the last place of the principal.
   *
   * @param until when the login stops waiting
   * @return empty when its turn is not expected before that
   */
  public Optional<LineTicket<K>> join(
      K question, PrincipalId principal, Instant until, Instant now) {
    LineTicket<K> ticket =
        new LineTicket<>(round(question, principal), arrivals, question, principal, until);
    if (!turn(before(ticket), now).isBefore(until)) {
      return Optional.empty();
    }
    arrivals++;
    tickets.add(ticket);
    return Optional.of(ticket);
  }

  /** How long a login of that principal would wait for its turn if it came now. */
  public Duration expectedWait(K question, PrincipalId principal, Instant now) {
    LineTicket<K> ticket =
        new LineTicket<>(round(question, principal), arrivals, question, principal, Instant.MAX);
    Instant turn = turn(before(ticket), now);
    return turn.isAfter(now) ? Duration.between(now, turn) : Duration.ZERO;
  }

  private long round(K question, PrincipalId principal) {
    long round = tickets.isEmpty() ? 0 : tickets.first().round();
    for (LineTicket<K> other : tickets) {
      if (other.principal().equals(principal)) {
        if (other.question().equals(question)) {
          return other.round();
        }
        round = Math.max(round, other.round() + 1);
      }
    }
    return round;
  }

  // The calls before its own, which may be that of an earlier ticket.
  private int before(LineTicket<K> ticket) {
    Object own = call.apply(ticket.question());
    Set<Object> before = new HashSet<>();
    for (LineTicket<K> other : tickets) {
      Object next = call.apply(other.question());
      if (next.equals(own) || LineTicket.ORDER.compare(other, ticket) >= 0) {
        return before.size();
      }
      before.add(next);
    }
    return before.size();
  }

  private Instant turn(int before, Instant now) {
    Instant begins = pause.isOver(now) ? now : pause.end();
    return begins.plus(pace.after((long) before + answered));
  }

  /** Gives the place up. */
  public void leave(LineTicket<K> ticket) {
    tickets.remove(ticket);
  }

  /** The questions to ask now, which count as under way from now on. */
  public List<K> turns(Instant now) {
    List<K> turns = new ArrayList<>();
    Set<Object> underWay = new HashSet<>(asked.values());
    if (!pause.isOver(now) || underWay.size() >= atOnce) {
      return turns;
    }
    Set<Object> begun = new HashSet<>();
    for (LineTicket<K> ticket : tickets) {
      Object next = call.apply(ticket.question());
      if (underWay.size() < atOnce && underWay.add(next)) {
        begun.add(next);
      }
      if (begun.contains(next) && asked.putIfAbsent(ticket.question(), next) == null) {
        turns.add(ticket.question());
      }
    }
    return turns;
  }

  /** How long Azure wants no question; zero when it takes some. */
  public Duration pause(Instant now) {
    return pause.left(now);
  }

  /**
   * Azure answered the question, with any answer.
   *
   * @return the tickets that waited for this answer; they have left the line
   */
  public List<LineTicket<K>> answered(K question, Instant now) {
    Object done = asked.remove(question);
    failures = 0;
    lastAnswer = now;
    if (!asked.containsValue(done)
        && pause.isOver(now)) { // else it proves nothing about the time after the pause
      answered++;
      atOnce = Math.min(MOST_AT_ONCE, atOnce + 1);
    }
    return removeAll(question);
  }

  /**
   * The question was not asked. Azure throttled it before for so much longer than this line knows:
   * the request that got that answer may have left before it joined. Or the call that was to answer
   * several questions failed, and is made again after that time. Its tickets keep their places.
   *
   * @return the tickets whose turn is not expected in time any more; they have left the line
   */
  public List<LineTicket<K>> unasked(K question, Duration left, Instant now) {
    asked.remove(question);
    return pausedFor(left, now);
  }

  /**
   * Azure throttled the question, which may be one that was asked before there was a line. Its
   * tickets keep their places.
   *
   * @return the tickets whose turn is not expected in time any more; they have left the line
   */
  public List<LineTicket<K>> throttled(K question, Duration retryAfter, Instant now) {
    Duration length = bounded(retryAfter);
    asked.remove(question);
    failures = 0;
    lastAnswer = now;
    if (pause.isOver(now)) {
      if (answered > 0) {
        pace = LinePace.of(answered, Duration.between(pause.end(), now.plus(length)));
      }
      answered = 0;
      atOnce = 1;
    }
    return pausedFor(length, now);
  }

  private static Duration bounded(Duration retryAfter) {
    return retryAfter.compareTo(LONGEST_PAUSE) < 0 ? retryAfter : LONGEST_PAUSE;
  }

  private List<LineTicket<K>> pausedFor(Duration retryAfter, Instant now) {
    pause = pause.or(new LinePause(now, bounded(retryAfter)), now);
    return removeLate(now);
  }

  /**
   * The question failed, or was not answered. When Azure is away and not busy, there is nothing to
   * wait for.
   *
   * @param took how long the question was under way
   * @return the tickets that leave the line: those of the question, or all when Azure is away
   */
  public List<LineTicket<K>> failed(K question, Duration took, Instant now) {
    asked.remove(question);
    failures++;
    return isHung(took, now) || failures >= FAILURES ? removeAll() : removeAll(question);
  }

  /**
   * Whether Azure is away: a question that was under way for so long got no answer, and no other
   * one did meanwhile.
   */
  public boolean isHung(Duration took, Instant now) {
    return took.compareTo(HANG) >= 0 && !lastAnswer.isAfter(now.minus(took));
  }

  /** Whether no login waits and no question is under way, so that the line can be removed. */
  public boolean isOver() {
    return tickets.isEmpty() && asked.isEmpty();
  }

  /** How many logins wait. */
  public int length() {
    return tickets.size();
  }

  private List<LineTicket<K>> removeAll() {
    List<LineTicket<K>> all = List.copyOf(tickets);
    tickets.clear();
    return all;
  }

  private List<LineTicket<K>> removeAll(K question) {
    return removed(tickets.stream().filter(ticket -> ticket.question().equals(question)).toList());
  }

  private List<LineTicket<K>> removeLate(Instant now) {
    List<LineTicket<K>> late = new ArrayList<>();
    Map<Object, Integer> places = new HashMap<>();
    for (LineTicket<K> ticket : tickets) {
      Object own = call.apply(ticket.question());
      int before = places.getOrDefault(own, places.size());
      if (turn(before, now).isBefore(ticket.until())) {
        places.put(own, before);
      } else {
        late.add(ticket);
      }
    }
    return removed(late);
  }

  private List<LineTicket<K>> removed(List<LineTicket<K>> leaving) {
    leaving.forEach(tickets::remove);
    return leaving;
  }
}
