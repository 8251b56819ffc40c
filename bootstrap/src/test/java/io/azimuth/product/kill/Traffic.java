package io.azimuth.product.kill;

/**
 * One client of a server that gets killed. It remembers what it was told, and afterwards sees
 * whether that holds. What it had asked and was not told may be either way.
 */
interface Traffic {

  /**
   * Sends a few requests, one after the other; the kill ends it with an exception of the client.
   */
  void step();

  /** Fails unless the server that was started again knows all that this client was told. */
  void verify();
}
