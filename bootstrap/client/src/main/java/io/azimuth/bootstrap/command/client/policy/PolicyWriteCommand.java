package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth policy write}. */
@Command(name = "write", description = "Make or replace a policy.")
public final class PolicyWriteCommand implements Callable<Integer> {

  private final ClientContext context;

  @Mixin private ClientOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "Its text; - is standard input.")
  private String file = "";

  /** Creates the command for this context. */
  public PolicyWriteCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    String value = "policy=" + (file.equals("-") ? file : "@" + file);
    Value.Obj body = CommandParameters.read(List.of(value), context);
    ApiReply reply =
        session.send("Error writing policy " + name, ApiCall.put(PolicyPaths.path(name), body));
    session.printer().warnings(reply);
    session.printer().done("Success! Policy written: " + name);
    return ExitCode.OK;
  }
}
