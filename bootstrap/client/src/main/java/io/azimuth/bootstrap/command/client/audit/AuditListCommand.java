package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import io.azimuth.spi.api.Value;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the audit devices. Exit code 2: there is none.")
final class AuditListCommand extends ClientCommand {

  @Option(names = "--detailed", description = "Show the options of each device, too.")
  private boolean detailed;

  AuditListCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiReply reply = session.send("Error listing audit devices", ApiCall.get("sys/audit"));
    if (reply.data().members().isEmpty()) {
      return NotFoundExit.report(context, session, "No audit devices are enabled");
    }
    Table table =
        detailed
            ? Table.headed("Path", "Type", "Description", "Options")
            : Table.headed("Path", "Type", "Description");
    new TreeMap<>(reply.data().members())
        .forEach(
            (path, device) -> {
              if (device instanceof Value.Obj details) {
                table.row(cells(path, details));
              }
            });
    session.printer().print(reply.data(), table.lines());
    return ExitCode.OK;
  }

  private String[] cells(String path, Value.Obj device) {
    String type = ApiReply.text(device, "type").orElse("");
    String description = ApiReply.text(device, "description").orElse("");
    return detailed
        ? new String[] {
          path, type, description, device.get("options").map(PlainText::of).orElse("")
        }
        : new String[] {path, type, description};
  }
}
