package io.azimuth.application.token.backend;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The lifetime of a new token. */
@Singleton
final class CreationLifetime {

  private final SystemLifetimes system;

  @Inject
  CreationLifetime(SystemLifetimes system) {
    this.system = system;
  }

  TokenLifetime lifetime(
      CoreCall call,
      List<String> policies,
      CreationTerms terms,
      boolean sudo,
      List<String> warnings) {
    Duration ttl = CreationFields.ttl(call.fields());
    if (!call.fields().value(CreationFields.PERIOD).isZero() && !sudo) {
      throw RefusedException.invalid("root or sudo privileges required to create periodic token");
    }
    LifetimeSettings asked =
        new LifetimeSettings(ttl, Duration.ZERO, terms.explicitMaxTtl(), terms.period());
    if (policies.contains(TokenPolicies.ROOT) && asked.equals(LifetimeSettings.NONE)) {
      return endless(call);
    }
    SystemLifetimes lifetimes = system.of(call.mount());
    TimeToLive granted =
        RefusedException.orRefuse(
            TimeToLive.compute(
                TimeToLiveRequest.atIssue(
                    asked, lifetimes.defaultTtl(), lifetimes.maxTtl(), call.now())));
    warnings.addAll(granted.warnings());
    return TokenLifetime.of(call.now(), granted.ttl(), asked, terms.renewable());
  }

  private static TokenLifetime endless(CoreCall call) {
    if (call.requiredCaller().token().lifetime().expiresAt().isPresent()) {
      throw RefusedException.invalid("expiring root tokens cannot create non-expiring root tokens");
    }
    return TokenLifetime.endless(call.now());
  }
}
