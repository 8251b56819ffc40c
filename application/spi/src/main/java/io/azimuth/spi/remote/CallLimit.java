package io.azimuth.spi.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Limits the calls that are under way to each other system. One that gives no answer must not use
 * up the calls to all others. Calls to different systems do not count together, and nothing is kept
 * of calls that ended. Safe for use by many threads; never blocks.
 */
public final class CallLimit {

  /** The most calls at a time to one system. */
  public static final int MOST = 32;

  private final ErrorCode unavailable;
  private final Map<String, Integer> underWay = new HashMap<>();

  /**
   * No call is under way.
   *
   * @param unavailable the fault when too many are
   */
  public CallLimit(ErrorCode unavailable) {
    this.unavailable = unavailable;
  }

  /**
   * Begins a call, unless too many are under way. It counts until its answer has come or it has
   * failed, so it must end by itself.
   *
   * @param system what is called, such as the origin of its address
   * @param call begins it, and does not block
   * @return the answer of the call
   * @throws ServiceException when too many calls are under way; then this one was not begun
   */
  public <T> CompletableFuture<T> begin(String system, Supplier<CompletableFuture<T>> call) {
    enter(system);
    CompletableFuture<T> answer;
    try {
      answer = call.get();
    } catch (RuntimeException | Error e) {
      leave(system);
      throw e;
    }
    return answer.whenComplete((value, thrown) -> leave(system));
  }

  private synchronized void enter(String system) {
    if (underWay.getOrDefault(system, 0) >= MOST) {
      throw new ServiceException(unavailable, "too many calls to " + system + " are under way");
    }
    underWay.merge(system, 1, Integer::sum);
  }

  private synchronized void leave(String system) {
    underWay.computeIfPresent(system, (name, calls) -> calls == 1 ? null : calls - 1);
  }

  /** How many systems are being called. */
  synchronized int systems() {
    return underWay.size();
  }
}
