package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.mount.MountSettingOptions;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "enable", description = "Enable an auth method.")
final class AuthEnableCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "TYPE", description = "Such as azure.")
  private String type = "";

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Where, below auth/. Default: the type.")
  private @Nullable String path;

  @Mixin private MountSettingOptions settings = new MountSettingOptions();

  AuthEnableCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String where = MountLocation.belowAuth(Optional.ofNullable(path).orElse(type));
    ApiCall call = ApiCall.post("sys/auth/" + where, settings.enabling(type, Map.of()));
    session.printer().warnings(session.send("Error enabling " + type, call));
    session.printer().done("Success! Enabled " + type + " auth method at: " + where + "/");
    return ExitCode.OK;
  }
}
