package io.azimuth.application.backend.azure;

import io.azimuth.application.remote.Patience;
import io.azimuth.application.remote.RecentlyUsed;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What Azure answered: a booting fleet costs one read per resource. Bounded; concurrent questions
 * share one flight, but not their deadlines.
 */
final class AnswerCache<A> {

  private final Executor executor;
  private final Clock clock;
  private final RecentlyUsed<Object, Remembered<A>> answers;

  /** Room for so many answers; they are fetched by that executor. */
  AnswerCache(int max, Executor executor, Clock clock) {
    this.answers = new RecentlyUsed<>(max);
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * What is known, asked for where it must be.
   *
   * @throws io.azimuth.application.remote.PendingException while the answer is on its way
   */
  Known<A> find(AzureQuestion<A> question, Patience patience) {
    return of(question).find(question, patience);
  }

  /**
   * The same, asked again if what is known is older than this login: before a refusal that rests on
   * it. At most once a minute per question.
   *
   * @throws io.azimuth.application.remote.PendingException while the answer is on its way
   */
  Known<A> findAgain(AzureQuestion<A> question, Patience patience) {
    return of(question).findAgain(question, patience);
  }

  private Remembered<A> of(AzureQuestion<A> question) {
    return answers.get(question.key(), key -> new Remembered<>(executor, clock));
  }
}
