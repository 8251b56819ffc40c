package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.spi.api.Value;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "write", description = "Make or replace a policy.")
public final class PolicyWriteCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "Its text; - is standard input.")
  private String file = "";

  public PolicyWriteCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String value = "policy=" + (file.equals("-") ? file : "@" + file);
    Value.Obj body = CommandParameters.read(List.of(value), context);
    ApiReply reply =
        session.send("Error writing policy " + name, ApiCall.put(PolicyPaths.path(name), body));
    session.printer().warnings(reply);
    session.printer().done("Success! Policy written: " + name);
    return ExitCode.OK;
  }
}
