package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.MachineListMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.LruCache;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Reads the facts of machines, those of one group that are asked for within a moment together by
 * one list, so that a fleet of different machines costs a handful of reads. A machine that the list
 * does not have is read by itself, as all are where listing is forbidden, fails again and again or
 * does not pay.
 *
 * <p>For machines that signed tokens claim, never for those that a caller only names: a caller must
 * not use a list to look around. Safe for use by many threads; none waits while machines gather.
 */
public final class GatheredReads implements AnswerFetcher<DirectoryAnswer> {

  /** How long a machine waits for others of its group. */
  public static final Duration MOMENT = Duration.ofMillis(50);

  private static final int MAX_GROUPS = 1_000;

  private final LruCache<Key, GroupReads> groups = new LruCache<>(MAX_GROUPS);
  private final Sources sources;

  /** Groups are apart for each mount, configuration and cloud, as answers are. */
  private record Key(DirectoryAccess access, MachineGroup group) {}

  /**
   * What all groups use.
   *
   * @param executor runs the lists
   * @param lists the lists of the last seconds
   * @param pause completes after that time
   */
  record Sources(
      Executor executor,
      AnswerFetcher<DirectoryAnswer> singles,
      RecentMachineLists lists,
      Function<Duration, CompletableFuture<Void>> pause,
      MachineListMetrics metrics,
      Clock clock) {}

  /** Reads on the threads of that executor. */
  public GatheredReads(Executor executor, Clock clock, MachineListMetrics metrics) {
    this(
        executor,
        clock,
        metrics,
        time -> Deadline.of(time).firstEnd(new CompletableFuture<Void>()));
  }

  /**
   * The same with another way to wait.
   *
   * @param pause completes after that time, on a thread that must not be blocked
   */
  GatheredReads(
      Executor executor,
      Clock clock,
      MachineListMetrics metrics,
      Function<Duration, CompletableFuture<Void>> pause) {
    this.sources =
        new Sources(
            executor,
            new SingleReads<>(executor, clock),
            new RecentMachineLists(),
            pause,
            metrics,
            clock);
  }

  @Override
  public CompletableFuture<FetchedAnswer<DirectoryAnswer>> fetch(
      CachedQuery<DirectoryAnswer> question, Deadline deadline, boolean anew) {
    Optional<Key> group = group(question);
    if (group.isPresent() && question instanceof ResourceFactsQuery asked) {
      return groups
          .get(group.get(), key -> new GroupReads(key.group(), sources))
          .fetch(new GatheredRead(asked, deadline, anew));
    }
    return sources.singles().fetch(question, deadline, anew);
  }

  @Override
  public Object call(CachedQuery<DirectoryAnswer> question) {
    return group(question)
        .filter(key -> !question.isAlone())
        .filter(key -> groups.find(key).filter(GroupReads::canList).isPresent())
        .map(Object.class::cast)
        .orElseGet(question::key);
  }

  private static Optional<Key> group(CachedQuery<DirectoryAnswer> question) {
    return question instanceof ResourceFactsQuery asked && asked.directory().canList()
        ? MachineGroup.of(asked.id()).map(group -> new Key(asked.access(), group))
        : Optional.empty();
  }
}
