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
import picocli.CommandLine.Parameters;

@Command(
    name = "patch",
    description = "Change single members of what is at a path. Exit code 2: there is nothing.")
public final class PatchCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "PATH", description = "Such as secret/metadata/web/db.")
  private String path = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "What changes; a value may be @FILE or - for standard input. "
              + "@FILE or - alone: a JSON object, in which null removes a member.")
  private List<String> arguments = List.of();

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;

  public PatchCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value body = CommandParameters.read(arguments, context);
    ApiReply reply = session.send("Error patching " + path, wrap.on(ApiCall.patch(path, body)));
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
