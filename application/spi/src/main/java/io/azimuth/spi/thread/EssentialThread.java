package io.azimuth.spi.thread;

/**
 * A daemon thread without which the server cannot serve, such as the only writer of a store. When
 * its work throws, the process of the server ends, so that a supervisor starts it again: a server
 * that lives without this thread would hang or refuse everything without a visible reason.
 */
public final class EssentialThread extends Thread {

  /** A thread of this name that is not started yet. */
  public EssentialThread(Runnable work, String name) {
    super(work, name);
    setDaemon(true);
  }
}
