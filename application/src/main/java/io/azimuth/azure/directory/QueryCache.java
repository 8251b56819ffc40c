package io.azimuth.azure.directory;

import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.LruCache;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What Azure answered: a booting fleet costs one read per resource. Bounded; concurrent questions
 * share one flight, but not their deadlines.
 */
public final class QueryCache<A> {

  private final Executor executor;
  private final Clock clock;
  private final LruCache<Object, SingleFlightEntry<A>> answers;

  /** Room for so many answers; they are fetched by that executor. */
  public QueryCache(int max, Executor executor, Clock clock) {
    this.answers = new LruCache<>(max);
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * What is known, asked for where it must be.
   *
   * @throws io.azimuth.spi.remote.AwaitException while the answer is on its way
   */
  public CachedAnswer<A> find(CachedQuery<A> question, Deadline patience) {
    return of(question).find(question, patience);
  }

  /**
   * The same, asked again if what is known is older than this login: before a refusal that rests on
   * it. At most once a minute per question.
   *
   * @throws io.azimuth.spi.remote.AwaitException while the answer is on its way
   */
  public CachedAnswer<A> findAgain(CachedQuery<A> question, Deadline patience) {
    return of(question).findAgain(question, patience);
  }

  private SingleFlightEntry<A> of(CachedQuery<A> question) {
    return answers.get(question.key(), key -> new SingleFlightEntry<>(executor, clock));
  }
}
