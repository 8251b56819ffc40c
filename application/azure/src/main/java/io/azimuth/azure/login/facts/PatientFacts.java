package io.azimuth.azure.login.facts;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.line.LineEnd;
import io.azimuth.azure.line.LineQuestion;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.line.WaitingLogin;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.trace.CurrentSpan;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The facts of resources for requests that wait in line while Azure throttles this server. What is
 * cached is there at once. As long as others wait, a new question joins their line; it is not asked
 * before theirs.
 */
final class PatientFacts {

  /** In the trace of a login. */
  private static final String WAITS = "waits in line, because Azure throttles this server";

  private final LoginLines lines;

  PatientFacts(LoginLines lines) {
    this.lines = lines;
  }

  /** The facts; pending while the request waits for its turn, or while the call is running. */
  Awaited<CachedAnswer<DirectoryAnswer>> find(LineQuestion question, LineGuest guest) {
    if (mustWait(question, guest)) {
      Optional<CachedAnswer<DirectoryAnswer>> stale =
          question.answers().lastResort(question.query());
      if (stale.isPresent()) {
        return Awaited.of(stale.get());
      }
      Optional<WaitingLogin> waiting = lines.join(question, guest.principal(), guest.left());
      if (waiting.isPresent()) {
        return await(waiting.get(), guest);
      }
    }
    return question
        .answers()
        .find(question.query(), guest.deadline())
        .thenAwait(facts -> orInLine(question, guest, facts));
  }

  /**
   * What follows from the facts, which are asked for again before somebody is refused by those that
   * were cached or listed.
   */
  <R> Awaited<LookedUp<R>> find(
      LineQuestion question,
      LineGuest guest,
      Function<CachedAnswer<DirectoryAnswer>, LookedUp<R>> judge) {
    return find(question, guest)
        .then(judge)
        .thenAwait(
            known ->
                known.isOutdatedRefusal()
                    ? question
                        .answers()
                        .findAgain(question.query(), guest.deadline())
                        .thenAwait(fresh -> orInLine(question, guest, fresh))
                        .then(judge)
                    : Awaited.of(known))
        .thenAwait(known -> confirmed(question.alone(), guest, judge, known));
  }

  // The read may be shared with a list that is under way: then it is made after that.
  private <R> Awaited<LookedUp<R>> confirmed(
      LineQuestion alone,
      LineGuest guest,
      Function<CachedAnswer<DirectoryAnswer>, LookedUp<R>> judge,
      LookedUp<R> known) {
    return known.isListedRefusal()
        ? find(alone, guest).thenAwait(own -> confirmed(alone, guest, judge, judge.apply(own)))
        : Awaited.of(known);
  }

  /**
   * These facts, or when Azure throttles, those that a wait in line leads to. The line is also for
   * those whose list failed; who cannot wait for the next one is read by itself.
   */
  private Awaited<CachedAnswer<DirectoryAnswer>> orInLine(
      LineQuestion question, LineGuest guest, CachedAnswer<DirectoryAnswer> facts) {
    if (!(facts.answer() instanceof DirectoryAnswer.Throttled throttled)) {
      return Awaited.of(facts);
    }
    if (throttled.retryAfter().compareTo(guest.left()) < 0) {
      return await(
          lines.join(question, guest.principal(), guest.left(), facts.with(throttled)), guest);
    }
    return facts.listed() ? find(question.alone(), guest) : Awaited.of(facts);
  }

  private boolean mustWait(LineQuestion question, LineGuest guest) {
    return !guest.left().isZero()
        && lines.isWaitedFor(question)
        && question.answers().needsCall(question.query(), guest.deadline());
  }

  // The time in line does not count: what is left for other systems is left afterwards.
  private Awaited<CachedAnswer<DirectoryAnswer>> await(WaitingLogin waiting, LineGuest guest) {
    if (waiting.end().isDone()) {
      return Awaited.of(waiting.end().join().facts());
    }
    CurrentSpan.get().event(WAITS);
    Duration before = guest.deadline().remaining();
    Deadline inLine = guest.lasting(guest.most());
    Duration since = inLine.elapsed();
    return Awaited.ended(waiting.end(), inLine)
        .then(
            ended -> {
              Duration now = inLine.elapsed();
              guest.lasting(now.plus(before));
              guest.waited(now.minus(since));
              LineEnd end = ended ? waiting.end().join() : lines.leave(waiting);
              return end.facts();
            });
  }
}
