package io.azimuth.azure.directory;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import java.util.concurrent.CompletableFuture;

/** A machine that is to be read, for the span of the login that asks first. */
final class GatheredRead {

  private final ResourceFactsQuery question;
  private final Deadline deadline;
  private final boolean anew;
  private final Span span = CurrentSpan.get();
  private final CompletableFuture<FetchedAnswer<DirectoryAnswer>> answer =
      new CompletableFuture<>();

  /**
   * Not read yet.
   *
   * @param anew whether only facts that are read from now on will do
   */
  GatheredRead(ResourceFactsQuery question, Deadline deadline, boolean anew) {
    this.question = question;
    this.deadline = deadline;
    this.anew = anew;
  }

  ResourceFactsQuery question() {
    return question;
  }

  Deadline deadline() {
    return deadline;
  }

  Span span() {
    return span;
  }

  CompletableFuture<FetchedAnswer<DirectoryAnswer>> answer() {
    return answer;
  }

  /** Whether facts of a list will do that began before the machine was asked for. */
  boolean takesEarlierLists() {
    return !anew && !question.keepFor().isZero();
  }

  void answered(FetchedAnswer<DirectoryAnswer> fetched) {
    answer.complete(fetched);
  }
}
