package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.adapters.azure.transport.CallSpan;
import io.azimuth.spi.trace.Tracing;
import reactor.core.publisher.Mono;

/**
 * Makes each try of a call a span of the question's trace, and sends the headers that continue the
 * trace at Azure.
 */
final class CallSpanPolicy implements HttpPipelinePolicy {

  /** Set by the SDK's retry policy; counts from 1. */
  private static final String TRIES = "requestRetryCount";

  private final Tracing tracing;

  CallSpanPolicy(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return Mono.defer(() -> traced(call, next));
  }

  private Mono<HttpResponse> traced(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    HttpRequest request = call.getHttpRequest();
    CallSpan span =
        CallSpan.begin(
            tracing,
            CallBudget.spanOf(call),
            request.getHttpMethod().toString(),
            request.getUrl().getHost(),
            request.getUrl().getPort());
    span.propagate((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
    if (!span.isRecorded()) {
      return next.process();
    }
    span.repeated(call.getData(TRIES).map(tries -> (Integer) tries).orElse(1) - 1);
    return next.process()
        .doOnNext(response -> span.answered(response.getStatusCode()))
        .doOnError(thrown -> span.failed(CauseChain.rootName(thrown)))
        .doOnCancel(() -> span.failed("cancelled"))
        .doFinally(signal -> span.end());
  }
}
