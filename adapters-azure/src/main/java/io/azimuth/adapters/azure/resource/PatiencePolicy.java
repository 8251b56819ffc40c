package io.azimuth.adapters.azure.resource;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.application.remote.Patience;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Gives a sign-in a time of its own: many questions wait for it, each with another limit. */
record PatiencePolicy(Duration time) implements HttpPipelinePolicy {

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    new Question(Patience.of(time)).putInto(call);
    return next.process();
  }
}
