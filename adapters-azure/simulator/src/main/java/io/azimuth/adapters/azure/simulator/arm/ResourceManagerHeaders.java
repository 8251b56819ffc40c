package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The headers of all answers of Resource Manager. */
public final class ResourceManagerHeaders {

  /** The former limit of Azure: how many reads a principal has per hour. */
  private static final long SUBSCRIPTION_READS = 12_000;

  private final Clock clock;
  private final RandomGenerator random;
  private final ReadCounts counts;

  public ResourceManagerHeaders(Clock clock, RandomGenerator random, ReadCounts counts) {
    this.clock = clock;
    this.random = random;
    this.counts = counts;
  }

  SimulatorAnswer on(SimulatorAnswer answer, SimulatorRequest request) {
    String id = Guids.random(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    long left = Math.max(0, SUBSCRIPTION_READS - counts.total());
    SimulatorAnswer marked =
        answer
            .withHeader("x-ms-request-id", id)
            .withHeader("x-ms-correlation-request-id", id)
            .withHeader("x-ms-routing-request-id", "WESTEUROPE:" + now + ":" + id)
            .withHeader("x-ms-ratelimit-remaining-subscription-reads", String.valueOf(left));
    Optional<String> client =
        request.header("x-ms-client-request-id").filter(it -> it.matches("[ -~]{1,100}"));
    return client.map(it -> marked.withHeader("x-ms-client-request-id", it)).orElse(marked);
  }
}
