package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
    if (!versions.areGiven()) {
      throw new ParameterException(spec.commandLine(), "--versions is missing");
    }
    ClientSession session = options.open();
    KvPlace place = target.locate(session);
    place.requireVersions("kv destroy");
    String where = place.at("destroy");
    session
        .printer()
        .warnings(
            session.send("Error writing data to " + where, ApiCall.put(where, versions.body())));
    session.printer().done("Success! Data written to: " + where);
    return ExitCode.OK;
  }
}
