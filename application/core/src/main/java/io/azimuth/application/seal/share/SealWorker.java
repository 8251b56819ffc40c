package io.azimuth.application.seal.share;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Does what uses the seal beside the threads of requests, because its key may be far away. */
@Singleton
public final class SealWorker {

  private final SealExecutor threads;

  @Inject
  SealWorker(SealExecutor threads) {
    this.threads = threads;
  }

  /**
   * Begins the work.
   *
   * @throws RefusedException when too much of it waits
   */
  public <T> CompletableFuture<T> begin(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              result.complete(work.get());
            } catch (RuntimeException | Error e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      throw new RefusedException(ErrorCategory.OVERLOADED, "too busy at this moment, try again");
    }
    return result;
  }

  /** The result of such work; what it threw comes through. */
  public static <T> Awaited<T> result(CompletableFuture<T> work, Deadline deadline) {
    return Awaited.ended(work, deadline)
        .then(
            ended -> {
              if (!ended) {
                throw new ServiceException(
                    ErrorCode.SEAL_UNAVAILABLE, "no answer within the caller's time");
              }
              return value(work);
            });
  }

  private static <T> T value(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw e;
    }
  }
}
