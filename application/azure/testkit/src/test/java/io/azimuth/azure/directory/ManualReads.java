package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.metrics.MachineListMetrics;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.spi.metrics.NoMetrics;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** A cache of machines that are read together, whose moments end and threads run by hand. */
public final class ManualReads {

  private static final int MOST = 1_000;

  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final Deque<CompletableFuture<Void>> moments = new ArrayDeque<>();
  private final QueryCache<DirectoryAnswer> cache;

  public ManualReads(Clock clock) {
    NoMetrics metrics = new NoMetrics();
    GatheredReads reads =
        new GatheredReads(
            threads::add,
            clock,
            new MachineListMetrics(metrics),
            time -> {
              CompletableFuture<Void> moment = new CompletableFuture<>();
              moments.add(moment);
              return moment;
            });
    this.cache =
        QueryCache.ofMachines(
            MOST,
            reads,
            clock,
            LookupMetrics.registered(metrics, LookupMetrics.Kind.RESOURCE, clock));
  }

  public QueryCache<DirectoryAnswer> cache() {
    return cache;
  }

  /** Ends what has begun, and what begins by that. */
  public void finish() {
    while (!moments.isEmpty() || !threads.isEmpty()) {
      while (!moments.isEmpty()) {
        moments.remove().complete(null);
      }
      while (!threads.isEmpty()) {
        threads.remove().run();
      }
    }
  }
}
