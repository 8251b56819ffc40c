package io.azimuth.bootstrap.command.client.path;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.OutputFormat;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "path-help", description = "Say what can be done at a path of the server.")
public final class PathHelpCommand extends ClientCommand {

  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "A path such as auth/azure/role/web, or a mount such as auth/azure.")
  private String path = "";

  public PathHelpCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    return show(context, session, path);
  }

  /** Prints the help of a path and returns the exit code. */
  public static int show(ClientContext context, ClientSession session, String path) {
    ApiReply reply =
        session.send("Error reading help of " + path, ApiCall.get(path).with("help", "1"));
    if (!reply.isSuccess()) {
      return NotFoundExit.report(context, session, "No help for " + path);
    }
    if (session.printer().format() == OutputFormat.TABLE) {
      context
          .console()
          .out()
          .println(Printable.of(ApiReply.text(reply.data(), "help").orElse("").stripTrailing()));
    } else {
      session.printer().reply(reply);
    }
    return ExitCode.OK;
  }
}
