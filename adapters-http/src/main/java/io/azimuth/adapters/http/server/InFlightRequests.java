package io.azimuth.adapters.http.server;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests in progress, and refuses new ones when the server shuts down. */
final class InFlightRequests {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private int inFlight;
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

  /** Refuses new requests from now on, and waits for the others. Returns whether all have ended. */
  boolean drain(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      draining = true;
      long left = patience.toNanos();
      while (inFlight > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
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
