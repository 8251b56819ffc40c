package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth auth list}. */
@Command(name = "list", description = "List the auth methods.")
public final class AuthListCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  /** Creates the command for this context. */
  public AuthListCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    ApiReply reply = session.send("Error listing auth methods", ApiCall.get("sys/auth"));
    Table table = Table.headed("Path", "Type", "Accessor", "Description");
    new TreeMap<>(reply.data().members())
        .forEach(
            (path, mount) -> {
              if (mount instanceof Value.Obj details) {
                table.row(
                    path,
                    text(details, "type"),
                    text(details, "accessor"),
                    text(details, "description"));
              }
            });
    session.printer().print(reply.data(), table.lines());
    return ExitCode.OK;
  }

  private static String text(Value.Obj mount, String member) {
    return ApiReply.text(mount, member).orElse("");
  }
}
