package io.azimuth.application.gateway;

import io.azimuth.application.api.Api;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.ServedBy;
import io.azimuth.application.metrics.MetricsPage;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Rendering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers {@code GET sys/metrics} without a token, a policy or an audit record, also while the
 * server is sealed or its audit devices fail: the entry point of listeners with {@code
 * unauthenticated_metrics_access}. All other requests go the usual way.
 */
@Singleton
public final class MetricsWithoutToken implements Api {

  private static final String PATH = "sys/metrics";
  private static final String MOUNT = "system";
  private static final ServedBy SERVED_BY = new ServedBy(MOUNT, "metrics");

  private final Api api;
  private final MetricsPage page;
  private final Clock clock;

  @Inject
  MetricsWithoutToken(Api api, MetricsPage page, Clock clock) {
    this.api = api;
    this.page = page;
    this.clock = clock;
  }

  @Override
  public CompletionStage<ApiResponse> handle(ApiRequest request) {
    if (request.operation() != Operation.READ || !request.settled().path().equals(PATH)) {
      return api.handle(request);
    }
    return CompletableFuture.completedFuture(
        new ApiResponse(request.id(), answer(request), MOUNT, Rendering.PLAIN).by(SERVED_BY));
  }

  private Answer answer(ApiRequest request) {
    try {
      return page.answer(format(request), clock.instant());
    } catch (RefusedException e) {
      return new Answer.Refused(e.refusal());
    }
  }

  private static String format(ApiRequest request) {
    Value value = request.query().get("format").orElse(Value.of(""));
    return value instanceof Value.Text text ? text.text() : "?";
  }
}
