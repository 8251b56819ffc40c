package com.example.machines;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes files of machines. */
final class MachinesText {

  private MachinesText() {}

  /** Replaces the file at once, as an operator should. */
  static void replace(Path file, String text) {
    try {
      Path next = Files.writeString(file.resolveSibling("next.json"), text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The machines as a file has them. */
  static String of(List<ResourceFacts> machines) {
    return machines.stream()
        .map(MachinesText::member)
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String member(ResourceFacts facts) {
    List<String> known = new ArrayList<>();
    facts.location().ifPresent(it -> known.add("\"location\": " + quoted(it)));
    facts.systemAssigned().ifPresent(it -> known.add("\"system_assigned\": " + quoted(it)));
    if (!facts.userAssigned().isEmpty()) {
      known.add(
          facts.userAssigned().stream()
              .map(PrincipalId::value)
              .map(MachinesText::quoted)
              .collect(Collectors.joining(", ", "\"user_assigned\": [", "]")));
    }
    facts.scaleSet().ifPresent(it -> known.add("\"scale_set\": " + quoted(it)));
    if (!facts.tags().values().isEmpty()) {
      known.add(
          facts.tags().values().entrySet().stream()
              .map(tag -> quoted(tag.getKey()) + ": " + quoted(tag.getValue()))
              .collect(Collectors.joining(", ", "\"tags\": {", "}")));
    }
    return quoted(facts.id()) + ": {" + String.join(", ", known) + "}";
  }

  private static String quoted(Object text) {
    return "\"" + text.toString().replace("\"", "\\\"") + "\"";
  }
}
