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

/** {@code azimuth kv undelete}. */
@Command(name = "undelete", description = "Bring deleted versions of a secret back.")
final class KvUndeleteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KvTarget target = new KvTarget();
  @Mixin private KvVersions versions = new KvVersions();
  @Mixin private ClientOptions options;

  KvUndeleteCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    if (!versions.areGiven()) {
      throw new ParameterException(spec.commandLine(), "--versions is missing");
    }
    ClientSession session = options.open();
    KvPlace place = target.locate(session);
    place.requireVersions("kv undelete");
    String where = place.at("undelete");
    session
        .printer()
        .warnings(
            session.send("Error writing data to " + where, ApiCall.post(where, versions.body())));
    session.printer().done("Success! Data written to: " + where);
    return ExitCode.OK;
  }
}
