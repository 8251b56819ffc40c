package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Notes that a call goes out, and stops one that no caller waits for any more. Comes after the
 * sign-in.
 */
public final class SendGatePolicy implements HttpPipelinePolicy {

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return Mono.defer(
        () ->
            CallBudget.in(call).map(question -> question.gate().pass()).orElse(true)
                ? next.process()
                : Mono.error(new UnusableAnswerException("the time for the call is over")));
  }
}
