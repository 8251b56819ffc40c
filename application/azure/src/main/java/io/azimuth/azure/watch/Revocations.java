package io.azimuth.azure.watch;

import io.azimuth.azure.grace.ProvedMachine;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.watch.ResourceWatch;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.issued.HeldToken;
import io.azimuth.spi.issued.RevocationResult;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The revocations of one round. Tokens are looked for again, because a machine may have logged in
 * during the round; what was issued after Azure last said that it is gone stays. For use by one
 * thread; others may ask how many tokens were revoked.
 */
final class Revocations {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Mount mount;
  private final String cloud;
  private final WatchServices services;
  private final Map<TokenHolder, ResourceWatch.Gone> gone;
  private final Set<TokenHolder> forgotten = new HashSet<>();
  private final AtomicInteger revoked = new AtomicInteger();

  Revocations(Mount mount, String cloud, WatchServices services, List<GoneHolder> gone) {
    this.mount = mount;
    this.cloud = cloud;
    this.services = services;
    this.gone =
        gone.stream().collect(Collectors.toUnmodifiableMap(GoneHolder::holder, GoneHolder::gone));
  }

  /** How many tokens were revoked so far. */
  int revoked() {
    return revoked.get();
  }

  /**
   * Revokes those of the tokens whose holder is gone; blocks.
   *
   * @param goesOn whether the round goes on
   * @return why no more tokens are to be revoked; empty when all is well
   */
  Optional<String> revoke(List<HeldToken> tokens, MountTenants tenants, BooleanSupplier goesOn) {
    try {
      for (HeldToken token : tokens) {
        if (!goesOn.getAsBoolean()) {
          break;
        }
        TokenHolder.of(token, tenants).ifPresent(holder -> revoke(token, holder));
      }
      return Optional.empty();
    } catch (ServiceException e) {
      if (e.code() != ErrorCode.AUDIT_FAILED) {
        throw e;
      }
      return Optional.of("no audit device took the record of a revocation");
    }
  }

  private void revoke(HeldToken token, TokenHolder holder) {
    Optional<ResourceWatch.Gone> why =
        Optional.ofNullable(gone.get(holder)).filter(it -> !token.issuedAt().isAfter(it.at()));
    if (why.isEmpty()) {
      return;
    }
    if (forgotten.add(holder)) {
      forgetProof(holder);
    }
    RevocationResult result =
        services
            .tokens()
            .revoke(mount.uuid(), token.accessor(), why.get().reason().sentence())
            .toCompletableFuture()
            .join(); // completes on a thread of the store
    if (result == RevocationResult.REVOKED) {
      revoked.incrementAndGet();
      services.metrics().revoked(why.get().reason());
    }
  }

  // Otherwise an outage would let the machine in again.
  private void forgetProof(TokenHolder holder) {
    boolean unused =
        services
            .proofs()
            .refuted(
                services.store().begin(mount.uuid()),
                new ProvedMachine(cloud, holder.place().resource(), holder.principal()),
                Optional.empty(),
                Deadline.of(PATIENCE),
                true)
            .join();
  }
}
