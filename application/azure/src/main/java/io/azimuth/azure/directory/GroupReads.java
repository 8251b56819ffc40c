package io.azimuth.azure.directory;

import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.fleet.MachineListOutcome;
import io.azimuth.spi.trace.CurrentSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reads of the machines of one group. At most one list of it is under way; who comes meanwhile
 * shares it, and who comes a little later uses its result. While a list that failed waits for the
 * next try, a machine is answered how long that takes: its login comes again then.
 */
final class GroupReads {

  private static final Logger log = LoggerFactory.getLogger(GroupReads.class);

  /** A list that takes longer leaves a login that does not wait no time for a single read. */
  static final Duration SHORTEST_LIMIT = Duration.ofSeconds(5);

  /** A list that takes longer leaves a login no time to come to the line. */
  static final Duration LONGEST_LIMIT = Duration.ofSeconds(8);

  /** So many machines wait for a list at most; more are read one by one. */
  private static final int MAX_WAITING = 2_048;

  private static final String GATHERS = "waits for others of its resource group";

  private final MachineGroup group;
  private final GatheredReads.Sources sources;
  private GroupTraffic traffic = GroupTraffic.NONE;
  private List<GatheredRead> waiting = new ArrayList<>();
  private boolean gathering;
  private boolean listing;

  GroupReads(MachineGroup group, GatheredReads.Sources sources) {
    this.group = group;
    this.sources = sources;
  }

  CompletableFuture<FetchedAnswer<DirectoryAnswer>> fetch(GatheredRead read) {
    if (read.question().isAlone()) {
      readSingly(read);
    } else {
      admit(read, true).run();
    }
    return read.answer();
  }

  /** Whether machines that are asked for at once now are read by a list. */
  synchronized boolean canList() {
    return !traffic.isPausedAt(sources.clock().instant());
  }

  // What is to be done outside of the lock.
  private synchronized Runnable admit(GatheredRead read, boolean first) {
    Instant now = sources.clock().instant();
    Optional<FetchedAnswer<DirectoryAnswer>> list = list(read, now);
    if (list.isPresent()) {
      return () -> read.answered(list.get());
    }
    if (first) {
      traffic = traffic.askedAt(now);
    }
    if (traffic.isPausedAt(now) || waiting.size() == MAX_WAITING) {
      return () -> readSingly(read);
    }
    Duration again = traffic.untilNextTry(now);
    if (!again.isZero()) {
      return () -> read.answered(FetchedAnswer.ofFailedList(again, now, System.nanoTime()));
    }
    waiting.add(read);
    read.span().event(GATHERS);
    if (gathering || listing) {
      return () -> {};
    }
    gathering = true;
    return this::gather;
  }

  private Optional<FetchedAnswer<DirectoryAnswer>> list(GatheredRead read, Instant now) {
    return read.takesEarlierLists()
        ? sources.lists().find(this, read.question().id(), read.question().keepFor(), now)
        : Optional.empty();
  }

  private void gather() {
    var unused = sources.pause().apply(GatheredReads.MOMENT).thenRun(this::readGathered);
  }

  private void readGathered() {
    List<GatheredRead> reads;
    GroupTraffic.Way way;
    synchronized (this) {
      gathering = false;
      reads = takeWaiting();
      way = traffic.wayAt(sources.clock().instant());
      listing = way == GroupTraffic.Way.BY_LIST;
    }
    if (way == GroupTraffic.Way.SINGLY) {
      reads.forEach(this::readSingly);
      return;
    }
    try {
      CurrentSpan.during(reads.get(0).span(), () -> sources.executor().execute(() -> list(reads)));
    } catch (RejectedExecutionException e) {
      reads.addAll(endListing());
      reads.forEach(this::readSingly);
    }
  }

  private void list(List<GatheredRead> reads) {
    Instant begun = sources.clock().instant();
    long nanos = System.nanoTime();
    MachineList list = ask(reads);
    MachineListOutcome end = list.end();
    List<GatheredRead> joined = settle(list, end, begun, nanos);
    sources.metrics().listed(end);
    List<GatheredRead> untold = new ArrayList<>();
    for (GatheredRead read : reads) {
      list.find(read.question().id())
          .ifPresentOrElse(
              facts -> read.answered(FetchedAnswer.ofList(facts, begun, nanos)),
              () -> untold.add(read));
    }
    if (end == MachineListOutcome.THROTTLED) {
      untold.addAll(joined);
      readAfterFirst(untold);
      return;
    }
    untold.forEach(end == MachineListOutcome.FAILED ? this::readmit : this::readSingly);
    joined.forEach(this::readmit);
  }

  private void readmit(GatheredRead read) {
    admit(read, false).run();
  }

  private MachineList ask(List<GatheredRead> reads) {
    ResourceFactsQuery first = reads.get(0).question();
    try {
      return first.directory().list(first.access(), group, limit(reads));
    } catch (RuntimeException e) {
      log.warn("a list of machines broke, group={}", group, e);
      return MachineList.none(new DirectoryAnswer.Unusable("the list broke"));
    }
  }

  // A third of the time that logins wait in line, so that there is time for the next list.
  private static Duration limit(List<GatheredRead> reads) {
    Duration third = longest(reads, read -> read.question().patience()).dividedBy(3);
    Duration most = third.compareTo(LONGEST_LIMIT) < 0 ? third : LONGEST_LIMIT;
    Duration limit = most.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : most;
    Duration left = longest(reads, read -> read.deadline().remaining());
    return left.compareTo(limit) < 0 ? left : limit;
  }

  private static Duration longest(List<GatheredRead> reads, Function<GatheredRead, Duration> time) {
    return reads.stream().map(time).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private synchronized List<GatheredRead> settle(
      MachineList list, MachineListOutcome end, Instant begun, long nanos) {
    Instant now = sources.clock().instant();
    traffic = traffic.listed(end, list.pages(), list.retryAfter(), now);
    sources.lists().keep(this, list, begun, nanos, now);
    return endListing();
  }

  private synchronized List<GatheredRead> endListing() {
    listing = false;
    return takeWaiting();
  }

  // Lists are limited more tightly than single reads: whether these are throttled, too, one of them
  // shows it for all.
  private void readAfterFirst(List<GatheredRead> reads) {
    if (reads.isEmpty()) {
      return;
    }
    GatheredRead first = reads.get(0);
    List<GatheredRead> others = reads.subList(1, reads.size());
    CurrentSpan.during(
        first.span(),
        () -> {
          var unused =
              fetchSingly(first)
                  .thenAccept(
                      fetched -> {
                        first.answered(fetched);
                        others.forEach(
                            fetched.answer() instanceof DirectoryAnswer.Throttled
                                ? read -> read.answered(fetched)
                                : this::readSingly);
                      });
        });
  }

  private synchronized List<GatheredRead> takeWaiting() {
    List<GatheredRead> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  private void readSingly(GatheredRead read) {
    CurrentSpan.during(
        read.span(),
        () -> {
          var unused = fetchSingly(read).thenAccept(read::answered);
        });
  }

  private CompletableFuture<FetchedAnswer<DirectoryAnswer>> fetchSingly(GatheredRead read) {
    return sources
        .singles()
        .fetch(read.question(), read.deadline(), true)
        .thenApply(
            fetched -> {
              sources.lists().forget(this, read.question().id());
              return fetched;
            });
  }
}
