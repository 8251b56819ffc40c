package io.azimuth.application.lease;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.lease.LeaseTerms;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long leases last: as tokens do, by what the engine, the mount and the server set. */
@Singleton
public final class LeaseTimes {

  private final SystemLifetimes system;

  @Inject
  LeaseTimes(SystemLifetimes system) {
    this.system = system;
  }

  /**
   * The time of a new lease; one of a batch token ends with it.
   *
   * @throws RefusedException when none is left
   */
  Granted atIssue(CoreCall call, LeaseGrant grant) {
    TimeToLive ttl =
        compute(call.mount(), grant.ttl(), grant.maxTtl(), call.now(), call.now(), Duration.ZERO);
    Token token = call.requiredCaller().token();
    Duration left = token.remaining(call.now());
    boolean shorter = token.type() == TokenType.BATCH && left.compareTo(ttl.ttl()) < 0;
    if (shorter && left.isZero()) {
      throw RefusedException.invalid("the batch token ends within a second");
    }
    return new Granted(shorter ? left : ttl.ttl(), ttl.warnings());
  }

  /**
   * The time of a lease that is renewed.
   *
   * @throws RefusedException when none is left
   */
  Granted atRenewal(Mount mount, Lease lease, LeaseTerms terms, Duration increment, Instant now) {
    Duration max = terms.maxTtl().isZero() ? lease.term().maxTtl() : terms.maxTtl();
    TimeToLive ttl = compute(mount, terms.ttl(), max, lease.term().issuedAt(), now, increment);
    return new Granted(ttl.ttl(), ttl.warnings());
  }

  private TimeToLive compute(
      Mount mount, Duration ttl, Duration max, Instant issuedAt, Instant now, Duration increment) {
    SystemLifetimes lifetimes = system.of(mount);
    LifetimeSettings asked =
        new LifetimeSettings(
            Duration.ofSeconds(ttl.toSeconds()),
            Duration.ofSeconds(max.toSeconds()),
            Duration.ZERO,
            Duration.ZERO);
    return RefusedException.orRefuse(
        TimeToLive.compute(
            new TimeToLiveRequest(
                asked, lifetimes.defaultTtl(), lifetimes.maxTtl(), issuedAt, now, increment)));
  }

  /**
   * A time that was granted.
   *
   * @param ttl in whole seconds, at least one
   * @param warnings about limits that shortened it
   */
  public record Granted(Duration ttl, List<String> warnings) {

    public Granted {
      warnings = List.copyOf(warnings);
    }
  }
}
