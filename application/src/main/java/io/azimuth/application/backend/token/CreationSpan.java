package io.azimuth.application.backend.token;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.route.Call;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.Lifetimes;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** How long a new token lives (spec 3.3). */
@Singleton
public final class CreationSpan {

  private final SystemLifetimes system;

  @Inject
  CreationSpan(SystemLifetimes system) {
    this.system = system;
  }

  TokenSpan span(
      Call call, List<String> policies, CreationTerms terms, boolean sudo, List<String> warnings) {
    Duration ttl = CreationFields.ttl(call.fields());
    if (!call.fields().value(CreationFields.PERIOD).isZero() && !sudo) {
      throw RefusedException.invalid("root or sudo privileges required to create periodic token");
    }
    Lifetimes asked = new Lifetimes(ttl, Duration.ZERO, terms.explicitMaxTtl(), terms.period());
    if (policies.contains(TokenPolicies.ROOT) && asked.equals(Lifetimes.NONE)) {
      return endless(call);
    }
    SystemLifetimes lifetimes = system.of(call.mount());
    TimeToLive granted =
        RefusedException.orRefuse(
            TimeToLive.compute(
                TimeToLiveRequest.atIssue(
                    asked, lifetimes.defaultTtl(), lifetimes.maxTtl(), call.now())));
    warnings.addAll(granted.warnings());
    return TokenSpan.of(call.now(), granted.ttl(), asked, terms.renewable());
  }

  private static TokenSpan endless(Call call) {
    if (call.authorizedCaller().token().span().expiresAt().isPresent()) {
      throw RefusedException.invalid("expiring root tokens cannot create non-expiring root tokens");
    }
    return TokenSpan.endless(call.now());
  }
}
