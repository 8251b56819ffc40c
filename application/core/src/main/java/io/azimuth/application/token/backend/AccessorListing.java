package io.azimuth.application.token.backend;

import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.remote.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * Collects the accessors of living tokens in the background, in the order of the store. Each page
 * of the store is a task of its own, so that requests that wait for the same threads are served in
 * between.
 */
final class AccessorListing {

  /** The most accessors of a list: those that this server makes are a megabyte then. */
  static final int MOST = 40_000;

  private final TokenScan tokens;
  private final RetryExecutor threads;
  private final Deadline deadline;
  private final int limit;
  private final List<String> accessors = new ArrayList<>(); // used by one task after the other
  private final CompletableFuture<Optional<List<String>>> result = new CompletableFuture<>();

  private AccessorListing(TokenScan tokens, RetryExecutor threads, Deadline deadline, int limit) {
    this.tokens = tokens;
    this.threads = threads;
    this.deadline = deadline;
    this.limit = limit;
  }

  /**
   * Begins a listing that gives up at the deadline, when no request waits for it any more.
   *
   * @param after the token behind which it begins, which need not exist any more
   * @param limit how many accessors are listed at most, {@link #MOST} or fewer; empty: all
   */
  static AccessorListing begin(
      TokenScan tokens,
      RetryExecutor threads,
      Deadline deadline,
      Optional<TokenHash> after,
      Optional<Integer> limit) {
    AccessorListing listing =
        new AccessorListing(tokens, threads, deadline, limit.orElse(Integer.MAX_VALUE));
    listing.continueAfter(after);
    return listing;
  }

  /** The accessors; empty when there are too many for one list. */
  CompletableFuture<Optional<List<String>>> result() {
    return result;
  }

  private void continueAfter(Optional<TokenHash> last) {
    try {
      threads.execute(() -> addPage(last));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new ServiceException(ErrorCode.STORE_BUSY, "too many requests wait", e));
    }
  }

  private void addPage(Optional<TokenHash> after) {
    if (deadline.remaining().isZero()) {
      return;
    }
    try {
      Optional<TokenHash> last =
          tokens.alivePage(
              after, one -> one.token().accessor().map(Accessor::value).ifPresent(accessors::add));
      if (accessors.size() >= limit) {
        result.complete(Optional.of(List.copyOf(accessors.subList(0, limit))));
      } else if (accessors.size() > MOST) {
        result.complete(Optional.empty());
      } else if (last.isPresent()) {
        continueAfter(last);
      } else {
        result.complete(Optional.of(List.copyOf(accessors)));
      }
    } catch (RuntimeException e) { // the caller of the listing gets it
      result.completeExceptionally(e);
    }
  }
}
