package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.mount.MountSettingOptions;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "tune", description = "Change settings of an auth method.")
final class AuthTuneCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "PATH", description = "Where it is, below auth/.")
  private String path = "";

  @Mixin private MountSettingOptions settings = new MountSettingOptions();

  AuthTuneCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value.Obj body = settings.tuning(Map.of());
    if (body.members().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "say which setting changes");
    }
    String where = MountLocation.belowAuth(path);
    // sys/auth/…/tune would do the same and also need sudo
    ApiCall call = ApiCall.post("sys/mounts/auth/" + where + "/tune", body);
    session.printer().warnings(session.send("Error tuning " + where + "/", call));
    session.printer().done("Success! Tuned the auth method at: " + where + "/");
    return ExitCode.OK;
  }
}
