package io.azimuth.application.usage;

import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts tokens, leases and entities one by one. For use by one thread. */
final class UsageTally {

  private static final int MOST_MOUNTS = 200;
  private static final int MOST_POLICIES = 200;
  private static final String GONE = "removed";

  private final Map<String, String> pathsByAccessor;
  private final LabelCounts tokensByMount = new LabelCounts(MOST_MOUNTS);
  private final LabelCounts tokensByPolicy = new LabelCounts(MOST_POLICIES);
  private final LabelCounts tokensByLifetime = new LabelCounts(LifetimeClass.values().length);
  private final LabelCounts leasesByMount = new LabelCounts(MOST_MOUNTS);
  private final LabelCounts aliasesByMount = new LabelCounts(MOST_MOUNTS);
  private long tokens;
  private long leases;
  private long failing;
  private long entities;

  /** Nothing counted yet, in a server with these mounts. */
  UsageTally(List<Mount> mounts) {
    pathsByAccessor =
        mounts.stream().collect(Collectors.toMap(Mount::accessor, mount -> mount.path().text()));
  }

  void add(Token token, boolean leased) {
    String mount = pathsByAccessor.getOrDefault(token.origin().mount().accessor(), GONE);
    tokens++;
    tokensByMount.add(mount);
    token.rights().policies().forEach(tokensByPolicy::add);
    tokensByLifetime.add(LifetimeClass.of(token.lifetime().creationTtl()).label());
    if (leased) {
      leases++;
      leasesByMount.add(mount);
    }
  }

  void add(Lease lease) {
    leases++;
    leasesByMount.add(pathsByAccessor.getOrDefault(lease.mount().accessor(), GONE));
  }

  /** Counts a lease whose secret could not be ended so far. */
  void addFailing() {
    failing++;
  }

  void add(Entity entity) {
    entities++;
    entity
        .aliases()
        .forEach(
            alias -> aliasesByMount.add(pathsByAccessor.getOrDefault(alias.mountAccessor(), GONE)));
  }

  UsageCounts counts(Instant at) {
    return new UsageCounts(
        tokens,
        leases,
        failing,
        entities,
        new UsageBreakdown(
            tokensByMount.numbers(),
            tokensByPolicy.numbers(),
            tokensByLifetime.numbers(),
            leasesByMount.numbers(),
            aliasesByMount.numbers()),
        at);
  }
}
