package io.azimuth.application.gateway;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.CommitOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the uses of tokens that have a limited number of uses. A use is durable before the request
 * proceeds, and stays counted when the request fails. The count is a record of its own, so that a
 * running request meets no conflict when others use the same token; all requests that wait for a
 * use of one token share a commit. The last use leaves 0. That ends the token, except for the
 * requests that are still using it; when they are finished, its record is removed. Where other
 * servers share the store, that is some seconds later, since they may have such requests, too.
 */
@Singleton
final class TokenUseCounter {

  private static final Logger LOG = LoggerFactory.getLogger(TokenUseCounter.class);
  private static final int MAX_ATTEMPTS = Gateway.MAX_ATTEMPTS;

  private final Store store;
  private final RetryExecutor retries;
  private final RetryTimer timer;
  private final RetryPauses pauses;
  private final Leadership leadership;
  private final Map<TokenHash, TokenUseQueue> lanes = new HashMap<>();

  @Inject
  TokenUseCounter(
      Store store,
      RetryExecutor retries,
      RetryTimer timer,
      RetryPauses pauses,
      Leadership leadership) {
    this.store = store;
    this.retries = retries;
    this.timer = timer;
    this.pauses = pauses;
    this.leadership = leadership;
  }

  /** Asks for a use of the token. Call {@link #end} afterwards in every case. */
  Use begin(TokenHash hash) {
    CompletableFuture<Boolean> granted = new CompletableFuture<>();
    boolean first;
    synchronized (lanes) {
      first = lanes.computeIfAbsent(hash, unused -> new TokenUseQueue()).join(granted);
    }
    if (first) {
      count(hash);
    }
    return new Use(hash, granted);
  }

  /** Ends the use: the request is finished, or waits for it no longer. */
  void end(Use use) {
    var unused =
        use.granted()
            .thenAccept(
                granted -> {
                  if (granted) {
                    leave(use.hash());
                  }
                });
  }

  private void count(TokenHash hash) {
    List<CompletableFuture<Boolean>> waiting;
    synchronized (lanes) {
      waiting = queue(hash).take();
    }
    attempt(hash, waiting, 1);
  }

  // Nothing here blocks: commits complete on the engine's thread, and reads are quick.
  private void attempt(TokenHash hash, List<CompletableFuture<Boolean>> waiting, int number) {
    try {
      UnitOfWork work = store.begin();
      int left = left(work, hash);
      int granted = Math.min(left, waiting.size());
      if (granted == 0) {
        settle(hash, waiting, 0, left == 0);
        return;
      }
      work.tokens().putUsesLeft(hash, left - granted);
      var unused =
          store
              .commit(work)
              .thenAccept(
                  outcome -> committed(hash, waiting, number, outcome, left - granted, granted));
    } catch (RuntimeException | Error e) {
      fail(hash, waiting, e);
    }
  }

  // Both reads are preconditions: no use is counted of a token that was revoked meanwhile.
  private static int left(UnitOfWork work, TokenHash hash) {
    Optional<Token> token = work.tokens().find(hash);
    return token.isPresent() ? work.tokens().usesLeft(hash).orElse(0) : 0;
  }

  private void committed(
      TokenHash hash,
      List<CompletableFuture<Boolean>> waiting,
      int number,
      CommitOutcome outcome,
      int left,
      int granted) {
    switch (outcome) {
      case COMMITTED -> settle(hash, waiting, granted, left == 0);
      case CONFLICT -> again(hash, waiting, number);
      case UNKNOWN ->
          fail(
              hash,
              waiting,
              new ServiceException(ErrorCode.STORE_UNCERTAIN, "the use may have been counted"));
    }
  }

  private void again(TokenHash hash, List<CompletableFuture<Boolean>> waiting, int number) {
    if (number >= MAX_ATTEMPTS) {
      fail(hash, waiting, new ServiceException(ErrorCode.STORE_BUSY, "uses cannot be counted"));
      return;
    }
    try {
      timer.after(
          pauses.after(number), () -> run(hash, waiting, () -> attempt(hash, waiting, number + 1)));
    } catch (RejectedExecutionException e) {
      giveUp(hash, waiting);
    }
  }

  private void fail(TokenHash hash, List<CompletableFuture<Boolean>> waiting, Throwable thrown) {
    next(hash, 0, false);
    waiting.forEach(use -> use.completeExceptionally(thrown));
  }

  // The requests that asked first get the uses.
  private void settle(
      TokenHash hash, List<CompletableFuture<Boolean>> waiting, int granted, boolean nothingLeft) {
    next(hash, granted, nothingLeft);
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).complete(i < granted);
    }
  }

  private void next(TokenHash hash, int granted, boolean nothingLeft) {
    boolean more;
    synchronized (lanes) {
      TokenUseQueue lane = queue(hash);
      more = lane.counted(granted, nothingLeft);
      if (lane.isIdle()) {
        lanes.remove(hash);
      }
    }
    if (more) {
      run(hash, List.of(), () -> count(hash));
    }
  }

  private void run(TokenHash hash, List<CompletableFuture<Boolean>> waiting, Runnable task) {
    try {
      retries.execute(task);
    } catch (RejectedExecutionException e) {
      giveUp(hash, waiting);
    }
  }

  private void giveUp(TokenHash hash, List<CompletableFuture<Boolean>> waiting) {
    ServiceException busy = new ServiceException(ErrorCode.STORE_BUSY, "too many requests wait");
    List<CompletableFuture<Boolean>> refused = new ArrayList<>(waiting);
    synchronized (lanes) {
      refused.addAll(queue(hash).take());
    }
    fail(hash, refused, busy); // who asks again from now on is counted
  }

  private void leave(TokenHash hash) {
    boolean over;
    synchronized (lanes) {
      TokenUseQueue lane = queue(hash);
      lane.leave();
      over = lane.isUsedUp();
      if (lane.isIdle()) {
        lanes.remove(hash);
      }
    }
    if (over) {
      removeLater(hash);
    }
  }

  // Other servers may still carry out requests that they have counted as uses.
  private void removeLater(TokenHash hash) {
    if (!leadership.isShared()) {
      remove(hash);
      return;
    }
    try {
      timer.after(TokenScan.LONGEST_REQUEST, () -> removeApart(hash));
    } catch (RejectedExecutionException e) {
      LOG.info("a used-up token is left to the sweeper: {}", e.getMessage());
    }
  }

  private void removeApart(TokenHash hash) {
    try {
      retries.execute(() -> remove(hash));
    } catch (RejectedExecutionException e) {
      LOG.info("a used-up token is left to the sweeper: {}", e.getMessage());
    }
  }

  // The queue exists as long as a request counts, waits or uses the token.
  private TokenUseQueue queue(TokenHash hash) {
    return Objects.requireNonNull(lanes.get(hash), "lane");
  }

  // The token cannot be used any more. If the removal fails, the sweeper repeats it.
  private void remove(TokenHash hash) {
    try {
      UnitOfWork work = store.begin();
      work.tokens().remove(hash);
      var unused = store.commit(work);
    } catch (RuntimeException e) {
      LOG.info("a used-up token is left to the sweeper: {}", e.getMessage());
    }
  }

  /**
   * A use that was asked for.
   *
   * @param granted whether there was one left; fails when it could not be counted
   */
  record Use(TokenHash hash, CompletableFuture<Boolean> granted) {}
}
