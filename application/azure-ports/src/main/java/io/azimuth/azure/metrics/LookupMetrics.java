package io.azimuth.azure.metrics;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts where facts of one kind came from. Safe for use by many threads. */
public final class LookupMetrics implements MetricSource {

  private static final MetricFamily LOOKUPS =
      MetricFamily.labelled(
          "azimuth_azure_lookups_total",
          "Facts of Azure that logins and renewals needed, by where they came from.",
          Kind.values().length * Source.values().length,
          "kind",
          "source");

  private final StaleAges stale = new StaleAges();
  private final Counter lookups;
  private final Kind kind;
  private final Clock clock;

  /** The kinds of facts. */
  public enum Kind {
    RESOURCE,
    GROUPS
  }

  /** Where a fact came from. */
  public enum Source {
    /** A call that began for it. */
    ASKED,
    /** A call that was running already, or ended meanwhile. */
    SHARED,
    /** A list of the group, which answered others too. */
    LISTED,
    CACHED,
    /** Expired; used because Azure is unavailable. */
    STALE,
    /** Of before an outage, kept for it. */
    GRACE
  }

  private LookupMetrics(Metrics metrics, Kind kind, Clock clock) {
    this.lookups = metrics.counter(LOOKUPS);
    this.kind = kind;
    this.clock = clock;
  }

  /** Registers the measurements of one kind; call once for each. */
  public static LookupMetrics registered(Metrics metrics, Kind kind, Clock clock) {
    LookupMetrics made = new LookupMetrics(metrics, kind, clock);
    metrics.add(made);
    return made;
  }

  /** Counts a fact that was used. */
  public void used(Source source) {
    lookups.increment(label(kind), label(source));
  }

  /** Counts an expired fact of that age that was used. */
  public void usedStale(Duration age) {
    used(Source.STALE);
    stale.used(age, clock.instant());
  }

  /** Counts a fact of before an outage, of that age, that was used. */
  public void usedGrace(Duration age) {
    used(Source.GRACE);
    stale.used(age, clock.instant());
  }

  @Override
  public List<Measurement> measure() {
    return List.of(
        Measurement.gauge(
            "azimuth_azure_stale_age_seconds",
            "The age of the oldest stale answer that was used in the last 5 minutes.",
            Map.of("kind", label(kind)),
            stale.oldest(clock.instant()).toMillis() / 1e3));
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The highest age in each of the last 5 minutes. */
  private static final class StaleAges {

    private static final int MINUTES = 5;

    private final Duration[] ages = new Duration[MINUTES];
    private final long[] minutes = new long[MINUTES];

    StaleAges() {
      Arrays.fill(ages, Duration.ZERO);
    }

    synchronized void used(Duration age, Instant now) {
      long minute = minute(now);
      int place = Math.floorMod(minute, MINUTES);
      if (minutes[place] != minute || ages[place].compareTo(age) < 0) {
        minutes[place] = minute;
        ages[place] = age;
      }
    }

    synchronized Duration oldest(Instant now) {
      long minute = minute(now);
      Duration oldest = Duration.ZERO;
      for (int place = 0; place < MINUTES; place++) {
        boolean recent = minutes[place] > minute - MINUTES && minutes[place] <= minute;
        if (recent && ages[place].compareTo(oldest) > 0) {
          oldest = ages[place];
        }
      }
      return oldest;
    }

    private static long minute(Instant now) {
      return Math.floorDiv(now.getEpochSecond(), 60L);
    }
  }
}
