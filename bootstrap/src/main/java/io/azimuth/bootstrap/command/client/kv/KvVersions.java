package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.spi.api.Value;
import java.util.List;
import picocli.CommandLine.Option;

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

  /** The body of a request about these versions. */
  Value body() {
    List<Value> numbers = versions.stream().map(number -> Value.of((long) number)).toList();
    return Value.Obj.builder().put("versions", new Value.Items(numbers)).build();
  }
}
