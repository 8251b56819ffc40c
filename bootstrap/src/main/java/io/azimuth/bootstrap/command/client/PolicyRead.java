package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code azimuth policy read}. */
@Command(name = "read", description = "Print a policy. Exit code 2: there is none of that name.")
final class PolicyRead implements Callable<Integer> {

  private final ClientContext context;

  @Mixin private ClientOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
  private String name = "";

  PolicyRead(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    Session session = options.open();
    ApiReply reply = session.send("Error reading policy " + name, ApiCall.get(Policies.path(name)));
    if (!reply.isSuccess()) {
      return Absence.tell(context, session, "No policy named: " + name);
    }
    if (session.printer().format() == OutputFormat.TABLE) {
      context
          .console()
          .out()
          .println(ApiReply.text(reply.data(), "policy").orElse("").stripTrailing());
    } else {
      session.printer().reply(reply);
    }
    return ExitCode.OK;
  }
}
