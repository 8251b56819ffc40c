package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "enable", description = "Enable an audit device.")
final class AuditEnableCommand extends ClientCommand {

  @Parameters(index = "0", paramLabel = "TYPE", description = "Such as file or syslog.")
  private String type = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Options of the device, such as file_path=audit.log.")
  private List<String> arguments = List.of();

  @Option(names = "--path", paramLabel = "PATH", description = "Its name. Default: the type.")
  private @Nullable String path;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private String description = "";

  AuditEnableCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    String where = MountLocation.of(Optional.ofNullable(path).orElse(type));
    Value body =
        Value.Obj.builder()
            .put("type", type)
            .put("description", description)
            .put("options", CommandParameters.read(arguments, context))
            .build();
    ApiCall call = ApiCall.put("sys/audit/" + where, body);
    session.printer().warnings(session.send("Error enabling " + type, call));
    session.printer().done("Success! Enabled the " + type + " audit device at: " + where + "/");
    return ExitCode.OK;
  }
}
