package io.azimuth.application.lease;

import io.azimuth.domain.lease.Lease;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.lease.LeaseDraft;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A pending lease, and what was made for it. For use by the request that announced it. */
final class AnnouncedLease implements LeaseDraft {

  private final Lease lease;
  private final CompletableFuture<CommitOutcome> written;
  private final Map<Class<?>, CompletableFuture<?>> steps = new HashMap<>();

  AnnouncedLease(Lease lease, CompletableFuture<CommitOutcome> written) {
    this.lease = lease;
    this.written = written;
  }

  /** The record as it was written. */
  Lease lease() {
    return lease;
  }

  /** How the commit of the record ends. */
  CompletableFuture<CommitOutcome> written() {
    return written;
  }

  @Override
  public String name() {
    return lease.name();
  }

  @Override
  @SuppressWarnings("unchecked") // each type has its own entry
  public <T> CompletableFuture<T> once(Class<T> type, Supplier<CompletableFuture<T>> making) {
    return (CompletableFuture<T>) steps.computeIfAbsent(type, unused -> making.get());
  }
}
