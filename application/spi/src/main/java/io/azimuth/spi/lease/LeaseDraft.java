package io.azimuth.spi.lease;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A lease that is durably announced and not yet issued: now something may be made in another
 * system. If the request ends before the lease is issued, the engine is asked some minutes later to
 * revoke it. The server implements it. For use by the request that got it.
 */
public interface LeaseDraft {

  /**
   * Random letters and digits, 24 of them, as {@link HeldLease#name} returns them later. What is
   * made in another system is given this name, or one that contains it, so that it can be found
   * even when the answer of that system was lost.
   */
  String name();

  /**
   * Makes something in another system, once for this draft, however often the handler runs; later
   * runs get the same future.
   *
   * @param type names the step, so each step has a type of its own
   * @param making begins the call and does not wait for it
   */
  <T> CompletableFuture<T> once(Class<T> type, Supplier<CompletableFuture<T>> making);
}
