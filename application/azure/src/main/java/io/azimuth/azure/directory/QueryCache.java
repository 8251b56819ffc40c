package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.LruCache;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * A cache of Azure's answers, so that a fleet that boots costs one read per resource. Bounded;
 * concurrent callers share one call, but each has its own deadline.
 */
public final class QueryCache<A> {

  private final AnswerFetcher<A> fetcher;
  private final Clock clock;
  private final LookupMetrics metrics;
  private final LruCache<Object, SingleFlightEntry<A>> answers;

  /** A cache of at most this many answers; the executor fetches them. */
  public QueryCache(int max, Executor executor, Clock clock, LookupMetrics metrics) {
    this(max, new SingleReads<>(executor, clock), clock, metrics);
  }

  private QueryCache(int max, AnswerFetcher<A> fetcher, Clock clock, LookupMetrics metrics) {
    this.answers = new LruCache<>(max);
    this.fetcher = fetcher;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** A cache of the facts of machines; those of one group are read together where that pays. */
  public static QueryCache<DirectoryAnswer> ofMachines(
      int max, GatheredReads reads, Clock clock, LookupMetrics metrics) {
    return new QueryCache<>(max, reads, clock, metrics);
  }

  /**
   * The cached answer, or a fresh one where that has expired; pending while the call is running.
   */
  public Awaited<CachedAnswer<A>> find(CachedQuery<A> question, Deadline deadline) {
    return of(question).find(question, deadline);
  }

  /**
   * Like {@link #find}, but asks again if the cached answer is older than this login. Called before
   * a refusal that depends on the answer; asks at most once a minute per question.
   */
  public Awaited<CachedAnswer<A>> findAgain(CachedQuery<A> question, Deadline deadline) {
    return findAgain(question, deadline, () -> true);
  }

  /**
   * The same, where another call also needs a permission.
   *
   * @param mayCall is asked only when a call would begin
   */
  public Awaited<CachedAnswer<A>> findAgain(
      CachedQuery<A> question, Deadline deadline, BooleanSupplier mayCall) {
    return of(question).findAgain(question, deadline, mayCall);
  }

  /** Whether {@link #find} would begin a call now. */
  public boolean needsCall(CachedQuery<A> question, Deadline deadline) {
    return answers.find(question.key()).filter(it -> !it.needsCall(question, deadline)).isEmpty();
  }

  /** Equal for questions that one call answers together, when they are asked at once now. */
  public Object call(CachedQuery<A> question) {
    return fetcher.call(question);
  }

  /** The expired answer that may be used while Azure is unavailable; empty when there is none. */
  public Optional<CachedAnswer<A>> lastResort(CachedQuery<A> question) {
    return answers.find(question.key()).flatMap(it -> it.lastResort(question));
  }

  private SingleFlightEntry<A> of(CachedQuery<A> question) {
    return answers.get(question.key(), key -> new SingleFlightEntry<>(fetcher, clock, metrics));
  }
}
