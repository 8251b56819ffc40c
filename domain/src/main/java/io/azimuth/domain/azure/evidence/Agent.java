package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.AppId;
import java.util.Objects;
import java.util.Optional;

/**
 * The agent that a token was issued to.
 *
 * @param kind in whose name it acts
 * @param blueprint the application that the agent was made from; empty when the token does not name
 *     it
 */
public record Agent(AgentKind kind, Optional<AppId> blueprint) {

  public Agent {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(blueprint, "blueprint");
  }
}
