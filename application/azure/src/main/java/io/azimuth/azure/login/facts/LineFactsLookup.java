package io.azimuth.azure.login.facts;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.line.LineOutcome;
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
final class LineFactsLookup {

  /** In the trace of a login. */
  private static final String WAITS = "waits in line, because Azure throttles this server";

  private final LoginLines lines;

  LineFactsLookup(LoginLines lines) {
    this.lines = lines;
  }

  /** The facts; pending while the request waits for its turn, or while the call is running. */
  Awaited<CachedAnswer<DirectoryAnswer>> find(LineQuestion question, LineRequest request) {
    if (mustWait(question, request)) {
      Optional<CachedAnswer<DirectoryAnswer>> stale =
          question.answers().lastResort(question.query());
      if (stale.isPresent()) {
        return Awaited.of(stale.get());
      }
      Optional<WaitingLogin> waiting = lines.join(question, request.principal(), request.left());
      if (waiting.isPresent()) {
        return await(waiting.get(), request);
      }
    }
    return question
        .answers()
        .find(question.query(), request.deadline())
        .thenAwait(facts -> orInLine(question, request, facts));
  }

  /**
   * What follows from the facts, which are asked for again before somebody is refused by those that
   * were cached or listed.
   */
  <R> Awaited<LookupOutcome<R>> find(
      LineQuestion question,
      LineRequest request,
      Function<CachedAnswer<DirectoryAnswer>, LookupOutcome<R>> judge) {
    return find(question, request)
        .then(judge)
        .thenAwait(
            known ->
                known.isOutdatedRefusal()
                    ? question
                        .answers()
                        .findAgain(question.query(), request.deadline())
                        .thenAwait(fresh -> orInLine(question, request, fresh))
                        .then(judge)
                    : Awaited.of(known))
        .thenAwait(known -> confirmed(question.alone(), request, judge, known));
  }

  // The read may be shared with a list that is under way: then it is made after that.
  private <R> Awaited<LookupOutcome<R>> confirmed(
      LineQuestion alone,
      LineRequest request,
      Function<CachedAnswer<DirectoryAnswer>, LookupOutcome<R>> judge,
      LookupOutcome<R> known) {
    return known.isListedRefusal()
        ? find(alone, request).thenAwait(own -> confirmed(alone, request, judge, judge.apply(own)))
        : Awaited.of(known);
  }

  /**
   * These facts, or when Azure throttles, those that a wait in line leads to. The line is also for
   * those whose list failed; who cannot wait for the next one is read by itself.
   */
  private Awaited<CachedAnswer<DirectoryAnswer>> orInLine(
      LineQuestion question, LineRequest request, CachedAnswer<DirectoryAnswer> facts) {
    if (!(facts.answer() instanceof DirectoryAnswer.Throttled throttled)) {
      return Awaited.of(facts);
    }
    if (throttled.retryAfter().compareTo(request.left()) < 0) {
      return await(
          lines.join(question, request.principal(), request.left(), facts.with(throttled)),
          request);
    }
    return facts.listed() ? find(question.alone(), request) : Awaited.of(facts);
  }

  private boolean mustWait(LineQuestion question, LineRequest request) {
    return !request.left().isZero()
        && lines.isWaitedFor(question)
        && question.answers().needsCall(question.query(), request.deadline());
  }

  // The time in line does not count: what is left for other systems is left afterwards.
  private Awaited<CachedAnswer<DirectoryAnswer>> await(WaitingLogin waiting, LineRequest request) {
    if (waiting.end().isDone()) {
      return Awaited.of(waiting.end().join().facts());
    }
    CurrentSpan.get().event(WAITS);
    Duration before = request.deadline().remaining();
    Deadline inLine = request.lasting(request.most());
    Duration since = inLine.elapsed();
    return Awaited.ended(waiting.end(), inLine)
        .then(
            ended -> {
              Duration now = inLine.elapsed();
              request.lasting(now.plus(before));
              request.waited(now.minus(since));
              LineOutcome end = ended ? waiting.end().join() : lines.leave(waiting);
              return end.facts();
            });
  }
}
