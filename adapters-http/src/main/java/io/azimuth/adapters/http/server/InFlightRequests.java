package io.azimuth.adapters.http.server;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests in progress, and refuses new ones once those of a shutdown have ended. */
final class InFlightRequests {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private int inFlight;
  private volatile boolean leaving;
  private boolean draining;

  /** Counts a new request. Returns false when it must be refused. */
  boolean enter() {
    lock.lock();
    try {
      inFlight++;
      return !draining;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      inFlight--;
      if (inFlight == 0) {
        quiet.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on each request is the last one of its connection. */
  void leaveSoon() {
    leaving = true;
  }

  /** Whether a request is the last one of its connection. */
  boolean isLeaving() {
    return leaving;
  }

  /**
   * Waits until no request is in progress, and refuses new ones from then on. Returns false if some
   * were still in progress after this time.
   */
  boolean drain(Duration patience) throws InterruptedException {
    leaveSoon();
    lock.lock();
    try {
      long left = patience.toNanos();
      while (inFlight > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
      draining = true;
      return inFlight == 0;
    } finally {
      lock.unlock();
    }
  }

  int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }
}
