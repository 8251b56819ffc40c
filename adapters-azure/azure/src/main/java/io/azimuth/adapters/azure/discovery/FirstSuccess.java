package io.azimuth.adapters.azure.discovery;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits for the first of several fetches that succeeds. */
final class FirstSuccess {

  private FirstSuccess() {}

  /**
   * Completes with the first success. It fails when all fail: with "unavailable" if any failed so,
   * because that may pass.
   */
  static CompletableFuture<DiscoveredIssuer> of(List<CompletableFuture<DiscoveredIssuer>> answers) {
    CompletableFuture<DiscoveredIssuer> first = new CompletableFuture<>();
    for (CompletableFuture<DiscoveredIssuer> answer : answers) {
      var unusedNotice = answer.thenAccept(first::complete);
    }
    var unusedEnd =
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
            .whenComplete(
                (none, thrown) -> completeFrom(first, answers, Optional.ofNullable(thrown)));
    return first;
  }

  /** The results if all fetches have succeeded already, else an empty list. Does not wait. */
  static List<DiscoveredIssuer> allOf(List<CompletableFuture<DiscoveredIssuer>> answers) {
    List<DiscoveredIssuer> all = new ArrayList<>(answers.size());
    for (CompletableFuture<DiscoveredIssuer> answer : answers) {
      if (!answer.isDone() || answer.isCompletedExceptionally()) {
        return List.of();
      }
      all.add(answer.join());
    }
    return all;
  }

  /** The result; empty when the fetch has failed or has not ended. Does not wait. */
  static Optional<DiscoveredIssuer> resultOf(CompletableFuture<DiscoveredIssuer> answer) {
    return answer.isDone() && !answer.isCompletedExceptionally()
        ? Optional.of(answer.join())
        : Optional.empty();
  }

  /** All have ended. The notice of the one that succeeded may still be missing. */
  private static void completeFrom(
      CompletableFuture<DiscoveredIssuer> first,
      List<CompletableFuture<DiscoveredIssuer>> answers,
      Optional<Throwable> thrown) {
    answers.stream()
        .filter(answer -> !answer.isCompletedExceptionally())
        .findFirst()
        .ifPresentOrElse(
            good -> first.complete(good.join()),
            () -> first.completeExceptionally(failureToReport(answers, thrown)));
  }

  private static Throwable failureToReport(
      List<CompletableFuture<DiscoveredIssuer>> answers, Optional<Throwable> any) {
    return answers.stream()
        .flatMap(answer -> faultOf(answer).stream())
        .filter(fault -> fault.code() == ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE)
        .findFirst()
        .<Throwable>map(fault -> fault)
        .or(() -> any)
        .orElseThrow();
  }

  private static Optional<ServiceException> faultOf(CompletableFuture<DiscoveredIssuer> answer) {
    return answer.handle((good, thrown) -> ServiceException.in(thrown)).join();
  }
}
