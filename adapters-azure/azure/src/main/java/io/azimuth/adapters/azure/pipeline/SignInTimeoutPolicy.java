package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Gives a sign-in a time of its own: many questions wait for it, each with another limit. */
public record SignInTimeoutPolicy(Duration time) implements HttpPipelinePolicy {

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    new CallBudget(Deadline.of(time)).putInto(call);
    return next.process();
  }
}
