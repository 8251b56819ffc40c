package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(name = "key-status", description = "Show which encryption key of the store is in use.")
final class OperatorKeyStatusCommand extends ClientCommand {

  OperatorKeyStatusCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    print(session, List.of());
    return ExitCode.OK;
  }

  /** Asks the server and prints these lines, then the answer. */
  static void print(ClientSession session, List<String> before) {
    ApiReply reply = session.send("Error reading the key status", ApiCall.get("sys/key-status"));
    Table table = Table.headed("Key", "Value");
    row(table, "Key Term", reply, "term");
    row(table, "Install Time", reply, "install_time");
    row(table, "Encryption Count", reply, "encryptions");
    List<String> lines = new ArrayList<>(before);
    lines.addAll(table.lines());
    session.printer().print(reply.data(), lines);
  }

  private static void row(Table table, String name, ApiReply reply, String member) {
    reply.data().get(member).ifPresent(value -> table.row(name, PlainText.of(value)));
  }
}
