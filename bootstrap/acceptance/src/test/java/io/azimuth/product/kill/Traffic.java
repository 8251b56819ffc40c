package io.azimuth.product.kill;

/**
 * One client of a server that is killed. It remembers the acknowledged changes and checks them
 * after the restart. A change without an answer may or may not have happened.
 */
interface Traffic {

  /**
   * Sends a few requests, one after the other. The kill ends it with an exception of the client.
   */
  void step();

  /** Fails unless the restarted server has all changes that it acknowledged to this client. */
  void verify();
}
