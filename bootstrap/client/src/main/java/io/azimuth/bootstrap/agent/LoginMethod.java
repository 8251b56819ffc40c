package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.client.ApiReply;

/** A way to log in that needs no person. */
@FunctionalInterface
public interface LoginMethod {

  /**
   * Logs in and returns the server's answer with any status. Blocks.
   *
   * @throws io.azimuth.bootstrap.client.ClientException if there is nothing to log in with, or no
   *     answer arrives
   */
  ApiReply login(AgentServer server);

  /**
   * Called after a login that the server granted, for what must not be kept longer.
   *
   * @throws io.azimuth.bootstrap.client.ClientException if that fails
   */
  default void granted() {}
}
