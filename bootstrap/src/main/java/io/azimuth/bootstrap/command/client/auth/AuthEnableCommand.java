package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azimuth auth enable}. */
@Command(name = "enable", description = "Enable an auth method.")
public final class AuthEnableCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;

  @Parameters(index = "0", paramLabel = "TYPE", description = "Such as azure.")
  private String type = "";

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Where, below auth/. Default: the type.")
  private @Nullable String path;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private String description = "";

  /** Creates the command for this context. */
  public AuthEnableCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    String where = AuthPaths.below(Optional.ofNullable(path).orElse(type));
    ClientSession session = options.open();
    Value body = Value.Obj.builder().put("type", type).put("description", description).build();
    session.send("Error enabling " + type, ApiCall.post("sys/auth/" + where, body));
    session.printer().done("Success! Enabled " + type + " auth method at: " + where + "/");
    return ExitCode.OK;
  }
}
