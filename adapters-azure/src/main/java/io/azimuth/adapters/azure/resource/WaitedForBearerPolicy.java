package io.azimuth.adapters.azure.resource;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import reactor.core.publisher.Mono;

/**
 * Many calls wait for one sign-in. The SDK lets the first of them carry it, and that one's end by
 * time would break it off for all; here the sign-in goes on without it.
 */
final class WaitedForBearerPolicy extends BearerTokenAuthenticationPolicy {

  WaitedForBearerPolicy(TokenCredential credential, String scope) {
    super(credential, scope);
  }

  @Override
  public Mono<Void> authorizeRequest(HttpPipelineCallContext call) {
    return detached(super.authorizeRequest(call));
  }

  @Override
  public Mono<Boolean> authorizeRequestOnChallenge(
      HttpPipelineCallContext call, HttpResponse response) {
    return detached(super.authorizeRequestOnChallenge(call, response));
  }

  private static <T> Mono<T> detached(Mono<T> work) {
    return Mono.defer(() -> Mono.fromFuture(work.contextWrite(LateErrors::quiet).toFuture(), true));
  }
}
