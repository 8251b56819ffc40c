package io.azimuth.bootstrap.command.client.path;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete what is at a path.")
public final class DeleteCommand extends ClientCommand {

  @Mixin private WrapOption wrap;

  @Parameters(index = "0", paramLabel = "PATH", description = "Such as auth/azure/role/web.")
  private String path = "";

  @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Parameters.")
  private List<String> arguments = List.of();

  public DeleteCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiCall call =
        CommandParameters.query(ApiCall.delete(path), CommandParameters.read(arguments, context));
    ApiReply reply = session.send("Error deleting " + path, wrap.on(call));
    if (reply.hasData()) {
      session.printer().reply(reply);
      return ExitCode.OK;
    }
    session.printer().warnings(reply);
    session.printer().done("Success! Data deleted (if it existed) at: " + path);
    return ExitCode.OK;
  }
}
