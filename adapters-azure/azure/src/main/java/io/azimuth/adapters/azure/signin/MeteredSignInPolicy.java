package io.azimuth.adapters.azure.signin;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.adapters.azure.pipeline.CauseChain;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.pipeline.ThrottledException;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureCallResult;
import io.azimuth.azure.metrics.AzureService;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts the requests for tokens, each with all its tries. Comes before the retry policy. */
record MeteredSignInPolicy(AzureCallMetrics calls, RetryAfter retryAfter)
    implements HttpPipelinePolicy {

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return Mono.defer(
        () -> {
          long start = System.nanoTime();
          return next.process()
              .doOnNext(response -> ended(result(response), start))
              .doOnError(thrown -> ended(result(thrown), start));
        });
  }

  private void ended(AzureCallResult result, long start) {
    calls.ended(AzureService.SIGN_IN, result, start);
  }

  private AzureCallResult result(HttpResponse response) {
    return AzureCallResult.ofStatus(
        response.getStatusCode(), retryAfter.in(response.getHeaders()).orElse(Duration.ZERO));
  }

  private static AzureCallResult result(Throwable thrown) {
    return CauseChain.find(thrown, ThrottledException.class)
        .map(throttled -> AzureCallResult.throttled(throttled.retryAfter()))
        .orElseGet(() -> AzureCallResult.of(AzureCallResult.Outcome.UNAVAILABLE));
  }
}
