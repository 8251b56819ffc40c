package io.azimuth.adapters.azure.signin;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import io.azimuth.adapters.azure.pipeline.CallBudget;
import io.azimuth.adapters.azure.pipeline.DroppedErrorHook;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.trace.CurrentSpan;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Many calls wait for one sign-in. The SDK lets the first of them carry it, and that one's end by
 * time would break it off for all; here the sign-in goes on without it.
 *
 * <p>A token that is refused before its time, since it was revoked or clocks differ, is replaced by
 * a new one, at most once a minute.
 */
public final class DetachedBearerPolicy extends BearerTokenAuthenticationPolicy {

  private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);
  private static final int UNAUTHORIZED = 401;

  private final RenewableCredential credential;
  private final String scope;
  private final Clock clock;
  private final MinInterval renewals = new MinInterval(BETWEEN_RENEWALS);

  public DetachedBearerPolicy(RenewableCredential credential, String scope, Clock clock) {
    super(credential, scope);
    this.credential = credential;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public Mono<Void> authorizeRequest(HttpPipelineCallContext call) {
    return detached(call, super.authorizeRequest(call));
  }

  @Override
  public Mono<Boolean> authorizeRequestOnChallenge(
      HttpPipelineCallContext call, HttpResponse response) {
    return detached(
        call,
        super.authorizeRequestOnChallenge(call, response)
            .flatMap(done -> done ? Mono.just(true) : renewed(call, response)));
  }

  private Mono<Boolean> renewed(HttpPipelineCallContext call, HttpResponse response) {
    return response.getStatusCode() == UNAUTHORIZED && renewals.tryAcquire(clock.instant())
        ? setAuthorizationHeader(call, credential.freshRequest(scope)).thenReturn(true)
        : Mono.just(false);
  }

  private static <T> Mono<T> detached(HttpPipelineCallContext call, Mono<T> work) {
    return Mono.defer(
        () ->
            Mono.fromFuture(
                CurrentSpan.during(
                    CallBudget.spanOf(call),
                    () -> work.contextWrite(DroppedErrorHook::install).toFuture()),
                true));
  }
}
