package io.azimuth.bootstrap.command.client.path;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.mount.MountListing;
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
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "read", description = "Read what is at a path. Exit code 2: there is nothing.")
public final class ReadCommand extends ClientCommand {

  private static final Set<String> MOUNTS = Set.of("sys/mounts", "sys/auth");

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;

  @Parameters(index = "0", paramLabel = "PATH", description = "Such as auth/azure/role/web.")
  private String path = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Parameters; a value may be @FILE or - for standard input.")
  private List<String> arguments = List.of();

  public ReadCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value.Obj parameters = CommandParameters.read(arguments, context);
    ApiReply reply =
        session.send(
            "Error reading " + path,
            wrap.on(CommandParameters.query(ApiCall.get(path), parameters)));
    if (!reply.isSuccess() && !reply.hasContent()) {
      return NotFoundExit.report(context, session, "No value found at " + path);
    }
    if (isListOfMounts() && !field.isGiven() && reply.isSuccess() && !WrapOption.isWrapped(reply)) {
      MountListing.print(session.printer(), reply, reply.body().orElse(Value.Obj.EMPTY), true);
    } else {
      field.print(session.printer(), reply);
    }
    return reply.isSuccess() ? ExitCode.OK : ClientExitCodes.ABSENT;
  }

  private boolean isListOfMounts() {
    return MOUNTS.contains(path.replaceAll("^/+|/+$", ""));
  }
}
