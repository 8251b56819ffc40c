package io.azimuth.adapters.azure;

import io.azimuth.application.remote.Patience;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The first of several answers that is good. */
final class FirstGood {

  private FirstGood() {}

  /** Fails when all fail: with "unavailable" if any of them did, since that passes. */
  static CompletableFuture<Discovered> of(List<CompletableFuture<Discovered>> answers) {
    CompletableFuture<Discovered> first = new CompletableFuture<>();
    for (CompletableFuture<Discovered> answer : answers) {
      var unusedNotice = answer.thenAccept(first::complete);
    }
    var unusedEnd =
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
            .whenComplete((none, thrown) -> settle(first, answers, Optional.ofNullable(thrown)));
    return first;
  }

  /** All of them when all are there and good, else none; never waits. */
  static List<Discovered> allOf(List<CompletableFuture<Discovered>> answers) {
    List<Discovered> all = new ArrayList<>(answers.size());
    for (CompletableFuture<Discovered> answer : answers) {
      if (!answer.isDone() || answer.isCompletedExceptionally()) {
        return List.of();
      }
      all.add(answer.join());
    }
    return all;
  }

  /** The answer if it is good, after waiting for it. */
  static Optional<Discovered> in(CompletableFuture<Discovered> answer, Patience patience) {
    boolean good = patience.outlasts(answer) && !answer.isCompletedExceptionally();
    return good ? Optional.of(answer.join()) : Optional.empty();
  }

  /** All have ended; the one that ended well may not have been told on yet. */
  private static void settle(
      CompletableFuture<Discovered> first,
      List<CompletableFuture<Discovered>> answers,
      Optional<Throwable> thrown) {
    answers.stream()
        .filter(answer -> !answer.isCompletedExceptionally())
        .findFirst()
        .ifPresentOrElse(
            good -> first.complete(good.join()),
            () -> first.completeExceptionally(worth(answers, thrown)));
  }

  private static Throwable worth(
      List<CompletableFuture<Discovered>> answers, Optional<Throwable> any) {
    return answers.stream()
        .flatMap(answer -> faultOf(answer).stream())
        .filter(fault -> fault.code() == ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE)
        .findFirst()
        .<Throwable>map(fault -> fault)
        .or(() -> any)
        .orElseThrow();
  }

  private static Optional<ServiceException> faultOf(CompletableFuture<Discovered> answer) {
    return answer.handle((good, thrown) -> ServiceException.in(thrown)).join();
  }
}
