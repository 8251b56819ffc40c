package io.azimuth.bootstrap.command.client.path;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.spi.api.Value;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "List what is below a path. Exit code 2: there is nothing.")
public final class ListCommand extends ClientCommand {

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;

  @Parameters(index = "0", paramLabel = "PATH", description = "Such as auth/azure/role.")
  private String path = "";

  @Option(names = "--recursive", description = "List everything below, at any depth.")
  private boolean recursive;

  public ListCommand(ClientContext context) {
    super(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiReply reply = session.send("Error listing " + path, wrap.on(call(path, recursive)));
    if (field.isGiven() || WrapOption.isWrapped(reply)) {
      field.print(session.printer(), reply);
      return ExitCode.OK;
    }
    return print(context, session, path, reply);
  }

  /** Prints the keys below the path, at any depth if so wished, and returns the exit code. */
  public static int list(
      ClientContext context, ClientSession session, String path, boolean recursive) {
    ApiReply reply = session.send("Error listing " + path, call(path, recursive));
    return print(context, session, path, reply);
  }

  private static ApiCall call(String path, boolean recursive) {
    return recursive ? ApiCall.scan(path) : ApiCall.list(path);
  }

  private static int print(
      ClientContext context, ClientSession session, String path, ApiReply reply) {
    Value keys = reply.data().get("keys").orElse(new Value.Items(List.of()));
    session.printer().warnings(reply);
    if (!(keys instanceof Value.Items items) || items.values().isEmpty()) {
      return NotFoundExit.report(context, session, "No value found at " + path);
    }
    session.printer().keys(items);
    return ExitCode.OK;
  }
}
