package com.example.etcd;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Repeats what fails only for a while. */
final class Patience {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Patience() {}

  /** The answer, as soon as the store is available. */
  static <T> T until(Supplier<T> call) {
    for (long begun = System.nanoTime(); ; LockSupport.parkNanos(PAUSE_NANOS)) {
      try {
        return call.get();
      } catch (ServiceException e) {
        if (e.code() != ErrorCode.STORE_UNAVAILABLE || System.nanoTime() - begun > PATIENCE_NANOS) {
          throw e;
        }
      }
    }
  }

  /** Returns when it is so. */
  static void await(BooleanSupplier condition) {
    for (long begun = System.nanoTime(); !condition.getAsBoolean(); ) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new AssertionError("it did not happen");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
