package io.azimuth.application.token.backend;

import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.remote.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * Collects the accessors of all living tokens in the background. Each page is a task of its own, so
 * that requests that wait for the same threads are served in between.
 */
final class AccessorListing {

  private final TokenScan tokens;
  private final RetryExecutor threads;
  private final Deadline deadline;
  private final TreeSet<String> accessors = new TreeSet<>(); // used by one task after the other
  private final CompletableFuture<List<String>> result = new CompletableFuture<>();

  private AccessorListing(TokenScan tokens, RetryExecutor threads, Deadline deadline) {
    this.tokens = tokens;
    this.threads = threads;
    this.deadline = deadline;
  }

  /** Begins a listing that gives up at the deadline, when no request waits for it any more. */
  static AccessorListing begin(TokenScan tokens, RetryExecutor threads, Deadline deadline) {
    AccessorListing listing = new AccessorListing(tokens, threads, deadline);
    listing.continueAfter(Optional.empty());
    return listing;
  }

  /** The accessors, sorted. */
  CompletableFuture<List<String>> result() {
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
      if (last.isPresent()) {
        continueAfter(last);
      } else {
        result.complete(List.copyOf(accessors));
      }
    } catch (RuntimeException e) { // the caller of the listing gets it
      result.completeExceptionally(e);
    }
  }
}
