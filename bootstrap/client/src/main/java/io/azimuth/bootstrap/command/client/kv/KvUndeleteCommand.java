package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "undelete", description = "Bring deleted versions of a secret back.")
final class KvUndeleteCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KvTarget target = new KvTarget();
  @Mixin private KvVersions versions = new KvVersions();

  KvUndeleteCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    versions.send(spec, session, target);
    return ExitCode.OK;
  }
}
