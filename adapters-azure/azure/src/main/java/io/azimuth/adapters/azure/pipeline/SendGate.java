package io.azimuth.adapters.azure.pipeline;

/** Whether a call went out, with certainty: once closed, no call goes out any more. */
public final class SendGate {

  private boolean closed;
  private boolean sent;

  /** Lets a call out; false when it is too late for that. */
  synchronized boolean pass() {
    sent |= !closed;
    return !closed;
  }

  /** Lets no more out; whether any call went out before. */
  public synchronized boolean close() {
    closed = true;
    return sent;
  }
}
