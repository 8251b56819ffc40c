package io.azimuth.bootstrap.command.client.secrets;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.mount.MountSettingOptions;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "tune", description = "Change settings of a secrets engine.")
final class SecretsTuneCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "PATH", description = "Where it is.")
  private String path = "";

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Of kv: 2 gives a mount versions, which cannot be undone.")
  private @Nullable Integer version;

  @Mixin private MountSettingOptions settings = new MountSettingOptions();

  SecretsTuneCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    Map<String, String> further =
        version == null ? Map.of() : Map.of("version", String.valueOf(version));
    Value.Obj body = settings.tuning(further);
    if (body.members().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "say which setting changes");
    }
    String where = MountLocation.of(path);
    ApiCall call = ApiCall.post("sys/mounts/" + where + "/tune", body);
    session.printer().warnings(session.send("Error tuning " + where + "/", call));
    session.printer().done("Success! Tuned the secrets engine at: " + where + "/");
    return ExitCode.OK;
  }
}
