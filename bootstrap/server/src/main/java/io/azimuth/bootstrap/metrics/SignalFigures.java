package io.azimuth.bootstrap.metrics;

import io.azimuth.bootstrap.process.IgnoredSignals;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows whether this process ignores SIGHUP, so that an operator can know it from another machine.
 * Shows nothing where the system does not report it.
 */
public final class SignalFigures implements MetricSource {

  private final Optional<IgnoredSignals> ignored;

  private SignalFigures(Optional<IgnoredSignals> ignored) {
    this.ignored = ignored;
  }

  /** Those of this process, which do not change while it runs. */
  public static SignalFigures ofProcess() {
    return new SignalFigures(IgnoredSignals.ofProcess());
  }

  @Override
  public List<Measurement> measure() {
    return ignored.map(SignalFigures::hangup).stream().toList();
  }

  private static Measurement hangup(IgnoredSignals signals) {
    return Measurement.gauge(
        "azimuth_hangup_ignored",
        "1 if the process ignores SIGHUP, so that the signal does not reload the server, else 0.",
        Map.of(),
        signals.hasHangup() ? 1 : 0);
  }
}
