package io.azimuth.bootstrap.command.client.path;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientExitCodes;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.spi.api.Value;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "write", description = "Write to a path, or call what is there.")
public final class WriteCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;

  @Option(
      names = {"--force", "-f"},
      description = "Write without parameters.")
  private boolean force;

  @Parameters(index = "0", paramLabel = "PATH", description = "Such as auth/azure/role/web.")
  private String path = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "Parameters; a value may be @FILE or - for standard input. "
              + "@FILE or - alone: a JSON object of parameters.")
  private List<String> arguments = List.of();

  public WriteCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    if (arguments.isEmpty() && !force) {
      throw new ParameterException(
          spec.commandLine(), "parameters are missing; --force writes without any");
    }
    Value body = arguments.isEmpty() ? Value.NULL : CommandParameters.read(arguments, context);
    ApiReply reply =
        session.send("Error writing data to " + path, wrap.on(ApiCall.put(path, body)));
    if (!reply.isSuccess() && !reply.hasContent()) {
      return NotFoundExit.report(context, session, "No value found at " + path);
    }
    if (reply.hasData() || field.isGiven()) {
      field.print(session.printer(), reply);
    } else {
      session.printer().warnings(reply);
      session.printer().done("Success! Data written to: " + path);
    }
    return reply.isSuccess() ? ExitCode.OK : ClientExitCodes.ABSENT;
  }
}
