package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "unseal",
    description = "Enter one key share. Repeat it until the server is unsealed.")
final class OperatorUnsealCommand extends ClientCommand {

  @Option(names = "--reset", description = "Forget the shares that were entered so far.")
  private boolean reset;

  @Option(
      names = "--migrate",
      description =
          "Enter one share for moving the store to the seal of the configuration; each of them"
              + " needs this option.")
  private boolean migrate;

  @Mixin private ShareArgument share;

  OperatorUnsealCommand(ClientContext context) {
    super(context);
    this.share = new ShareArgument(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value.Builder body = Value.Obj.builder();
    if (reset) {
      body.put("reset", true);
    } else {
      body.put("key", share.read(session, "Unseal key (hidden)").expose());
    }
    if (migrate) {
      body.put("migrate", true);
    }
    ApiReply reply =
        session.sendAnonymously("Error unsealing", ApiCall.put("sys/unseal", body.build()));
    SealStatusReport.of(session, reply).print();
    return ExitCode.OK;
  }
}
