package io.azimuth.application.ongoing;

import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All requests that are being carried out. Safe for use by many threads. */
@Singleton
public final class OngoingRequests {

  private final Set<OngoingRequest> all = ConcurrentHashMap.newKeySet();

  @Inject
  OngoingRequests(Metrics metrics) {
    metrics.add(
        () ->
            List.of(
                Measurement.gauge(
                    "vault_core_in_flight_requests",
                    "Requests that are being carried out.",
                    Map.of(),
                    all.size())));
  }

  /** Adds a request that begins; {@link #end} must follow. */
  public OngoingRequest begin(ApiRequest request, Instant now) {
    OngoingRequest begun = new OngoingRequest(request, now);
    all.add(begun);
    return begun;
  }

  public void end(OngoingRequest request) {
    all.remove(request);
  }

  /** The requests that take longest, and no more than this number. */
  public List<OngoingRequest> longest(int most) {
    return all.stream().sorted(Comparator.comparing(OngoingRequest::start)).limit(most).toList();
  }
}
