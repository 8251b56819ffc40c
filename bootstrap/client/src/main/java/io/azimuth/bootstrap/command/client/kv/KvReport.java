package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.TitledTable;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints answers about secrets with versions: where, what is known of it, and the data. */
final class KvReport {

  private KvReport() {}

  /** The lines of a secret that was read. */
  static List<String> secret(KvLocation location, ApiReply reply) {
    List<String> lines = new ArrayList<>(TitledTable.of("Secret Path", List.of(location.data())));
    ApiReply.object(reply.data(), "metadata")
        .ifPresent(known -> lines.addAll(TitledTable.of("Metadata", known)));
    ApiReply.object(reply.data(), "data")
        .ifPresent(data -> lines.addAll(TitledTable.of("Data", data)));
    return withoutEnd(lines);
  }

  /** The lines of a version that was written. */
  static List<String> written(KvLocation location, ApiReply reply) {
    List<String> lines = new ArrayList<>(TitledTable.of("Secret Path", List.of(location.data())));
    lines.addAll(TitledTable.of("Metadata", reply.data()));
    return withoutEnd(lines);
  }

  /** The lines of everything about a secret but its data. */
  static List<String> metadata(KvLocation location, ApiReply reply) {
    Map<String, Value> general = new LinkedHashMap<>(reply.data().members());
    general.remove("versions");
    List<String> lines =
        new ArrayList<>(TitledTable.of("Metadata Path", List.of(location.metadata())));
    lines.addAll(TitledTable.of("Metadata", new Value.Obj(general)));
    ApiReply.object(reply.data(), "versions")
        .ifPresent(
            versions ->
                versions.members().keySet().stream()
                    .sorted(Comparator.comparingLong(KvReport::number))
                    .forEach(
                        number ->
                            ApiReply.object(versions, number)
                                .ifPresent(
                                    one ->
                                        lines.addAll(TitledTable.of("Version " + number, one)))));
    return withoutEnd(lines);
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  private static List<String> withoutEnd(List<String> lines) {
    return lines.subList(0, lines.size() - 1);
  }
}
