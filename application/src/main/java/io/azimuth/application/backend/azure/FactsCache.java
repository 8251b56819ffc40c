package io.azimuth.application.backend.azure;

import io.azimuth.application.remote.Patience;
import io.azimuth.application.remote.RecentlyUsed;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What Resource Manager said of resources: a booting fleet costs one read per resource. Bounded;
 * concurrent questions share one flight, but not their deadlines.
 */
final class FactsCache {

  private static final int MAX_RESOURCES = 10_000;
  private static final int LANES = 24; // of the 32 threads that fetch

  private final Executor executor;
  private final Clock clock;
  private final RecentlyUsed<FactsQuestion.Key, RememberedFacts> resources =
      new RecentlyUsed<>(MAX_RESOURCES);

  FactsCache(Executor executor, Clock clock) {
    this.executor = new QuestionLanes(executor, LANES);
    this.clock = clock;
  }

  /**
   * What is known of the resource, asked for where it must be.
   *
   * @throws io.azimuth.application.remote.PendingException while the answer is on its way
   */
  Facts find(FactsQuestion question, Patience patience) {
    return of(question).find(question, patience);
  }

  /**
   * The same, asked again if what is known is older than this login: before a refusal that rests on
   * it. At most once a minute per resource.
   *
   * @throws io.azimuth.application.remote.PendingException while the answer is on its way
   */
  Facts findAgain(FactsQuestion question, Patience patience) {
    return of(question).findAgain(question, patience);
  }

  private RememberedFacts of(FactsQuestion question) {
    return resources.get(question.key(), key -> new RememberedFacts(executor, clock));
  }
}
