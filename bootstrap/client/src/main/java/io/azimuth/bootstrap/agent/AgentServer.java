package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** The server as the agent sees it. Calls block; they are made on one thread. */
@FunctionalInterface
public interface AgentServer {

  /**
   * Sends the request once and returns the response with any status.
   *
   * @param token the token to send, if any
   * @throws io.azimuth.bootstrap.client.ClientException if no response arrives
   */
  ApiReply send(ApiCall call, Optional<SecretText> token);
}
