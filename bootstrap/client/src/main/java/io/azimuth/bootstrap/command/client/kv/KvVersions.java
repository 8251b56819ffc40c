package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that names versions of a secret. */
final class KvVersions {

  @Option(
      names = "--versions",
      split = ",",
      paramLabel = "N",
      description = "The versions, such as 1,2.")
  private List<Integer> versions = List.of();

  boolean areGiven() {
    return !versions.isEmpty();
  }

  /**
   * Has the server do that with these versions of a secret.
   *
   * @throws ParameterException when no version is given
   */
  void send(CommandSpec spec, ClientSession session, KvTarget target) {
    if (!areGiven()) {
      throw new ParameterException(spec.commandLine(), "--versions is missing");
    }
    KvLocation location = target.locate(session);
    location.requireVersions("kv " + spec.name());
    String where = location.at(spec.name());
    session
        .printer()
        .warnings(session.send("Error writing data to " + where, ApiCall.put(where, body())));
    session.printer().done("Success! Data written to: " + where);
  }

  Value body() {
    List<Value> numbers = versions.stream().map(number -> Value.of((long) number)).toList();
    return Value.Obj.builder().put("versions", new Value.Items(numbers)).build();
  }
}
