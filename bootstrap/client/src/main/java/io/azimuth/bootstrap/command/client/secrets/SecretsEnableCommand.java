package io.azimuth.bootstrap.command.client.secrets;

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

@Command(name = "enable", description = "Enable a secrets engine.")
final class SecretsEnableCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "TYPE", description = "Such as kv, kv-v2 or kv-v1.")
  private String type = "";

  @Option(names = "--path", paramLabel = "PATH", description = "Where. Default: the type.")
  private @Nullable String path;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Of kv: 2 keeps versions, 1 does not.")
  private @Nullable Integer version;

  @Mixin private MountSettingOptions settings = new MountSettingOptions();

  SecretsEnableCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String where = MountLocation.of(Optional.ofNullable(path).orElse(type));
    Map<String, String> further =
        version == null ? Map.of() : Map.of("version", String.valueOf(version));
    ApiCall call = ApiCall.post("sys/mounts/" + where, settings.enabling(type, further));
    session.printer().warnings(session.send("Error enabling " + type, call));
    session.printer().done("Success! Enabled the " + type + " secrets engine at: " + where + "/");
    return ExitCode.OK;
  }
}
