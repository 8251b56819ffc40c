package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azimuth kv destroy}. */
@Command(name = "destroy", description = "Destroy versions of a secret; nothing brings them back.")
final class KvDestroyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KvTarget target = new KvTarget();
  @Mixin private KvVersions versions = new KvVersions();
  @Mixin private ClientOptions options;

  KvDestroyCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    versions.send(spec, options.open(), target);
    return ExitCode.OK;
  }
}
