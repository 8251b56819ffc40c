package io.azimuth.bootstrap.agent;

import io.azimuth.domain.secret.SecretText;

/** A place where programs find the token of the agent. */
public interface TokenSink {

  /** What the log calls it, such as {@code the sink /run/web/token}. */
  String name();

  /**
   * Puts this token in the place of the former one, as a whole or not at all. Blocks.
   *
   * @throws io.azimuth.bootstrap.client.ClientException if that fails; the former one is still
   *     there
   */
  void write(SecretText token);
}
