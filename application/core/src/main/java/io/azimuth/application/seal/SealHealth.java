package io.azimuth.application.seal;

import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the key of the seal could be used when it was last tried. */
@Singleton
public final class SealHealth {

  private static final Logger LOG = LoggerFactory.getLogger(SealHealth.class);

  private final SealSetup setup;
  private final Clock clock;
  private Optional<Failure> failure = Optional.empty();

  @Inject
  SealHealth(SealSetup setup, Clock clock, Metrics metrics) {
    this.setup = setup;
    this.clock = clock;
    metrics.add(this::measure);
  }

  /**
   * A failure that lasts.
   *
   * @param since when it was first seen
   * @param code of the latest failure
   * @param detail of the latest failure, for the operator
   */
  public record Failure(Instant since, ErrorCode code, String detail) {}

  public String type() {
    return setup.type();
  }

  /** The failure that lasts; empty when the key can be used. */
  public synchronized Optional<Failure> failure() {
    return failure;
  }

  synchronized void succeeded() {
    if (failure.isPresent()) {
      LOG.info("seal {}: its key can be used again", setup.type());
      failure = Optional.empty();
    }
  }

  /** Logs a failure that is new or different. */
  synchronized void failed(ServiceException thrown, String consequence) {
    boolean known = failure.filter(it -> it.detail().equals(thrown.detail())).isPresent();
    Instant since = failure.map(Failure::since).orElseGet(clock::instant);
    failure = Optional.of(new Failure(since, thrown.code(), thrown.detail()));
    if (!known) {
      LOG.warn(
          "seal {}: its key cannot be used, {}: {}", setup.type(), consequence, thrown.detail());
    }
  }

  private List<Measurement> measure() {
    return List.of(
        Measurement.gauge(
            "azimuth_seal_healthy",
            "Whether the key of the seal could be used when it was last tried: 1 or 0.",
            Map.of("seal", setup.type()),
            failure().isEmpty() ? 1 : 0));
  }
}
