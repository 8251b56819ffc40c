package io.azimuth.bootstrap.command.client.wiring;

import io.azimuth.bootstrap.agent.azure.AzureMethodFactory;
import io.azimuth.bootstrap.agent.login.ApproleMethodFactory;
import io.azimuth.bootstrap.agent.login.JwtMethodFactory;
import io.azimuth.bootstrap.agent.login.KubernetesMethodFactory;
import io.azimuth.bootstrap.command.client.agent.AgentCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.process.ProcessSignals;
import java.time.Clock;
import java.util.List;

/** The agent with all its login methods. */
public final class AgentWiring {

  private AgentWiring() {}

  /** The command, which ends at these signals. */
  public static AgentCommand command(ClientContext context, ProcessSignals signals) {
    return new AgentCommand(
        context,
        signals,
        List.of(
            new ApproleMethodFactory(),
            new AzureMethodFactory(context.variables(), context.pause()),
            new JwtMethodFactory(),
            new KubernetesMethodFactory()),
        Clock.systemUTC());
  }
}
