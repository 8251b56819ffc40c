package io.azimuth.azure.directory;

import io.azimuth.spi.remote.Deadline;
import java.util.concurrent.CompletableFuture;

/** Fetches the answers that a cache does not have. */
interface AnswerFetcher<A> {

  /**
   * Begins to fetch an answer; does not block and throws nothing.
   *
   * @param deadline the answer is of no use after it
   * @param anew whether only an answer that is read from now on will do
   * @return completes with an answer, never exceptionally; one that could not be fetched is {@link
   *     CachedQuery#unavailable}
   */
  CompletableFuture<FetchedAnswer<A>> fetch(
      CachedQuery<A> question, Deadline deadline, boolean anew);

  /** Equal for questions that one call answers together, when they are asked at once now. */
  default Object call(CachedQuery<A> question) {
    return question.key();
  }
}
