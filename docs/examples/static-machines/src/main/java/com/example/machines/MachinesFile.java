package com.example.machines;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a file of machines, whole or not at all: README.md says what it has. */
final class MachinesFile {

  /** The largest file, in bytes. */
  static final int MAX_BYTES = 16 << 20;

  /** The most machines in a file. */
  static final int MAX_MACHINES = 20_000;

  private static final int MAX_TEXT = 2_048;
  private static final int MAX_DEPTH = 8;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .build())
          .build();

  private final JsonParser in;

  /** A file cannot be used. The message is for the operator. */
  static final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String sentence) {
      super(sentence);
    }
  }

  private MachinesFile(JsonParser in) {
    this.in = in;
  }

  /** The machines of the file, by their ids. */
  static Map<ResourceId, ResourceFacts> read(Path file) throws UnusableFileException {
    try {
      return parse(content(file));
    } catch (JacksonException e) {
      throw new UnusableFileException(
          "line %d is no JSON: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UnusableFileException("it cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static byte[] content(Path file) throws IOException, UnusableFileException {
    if (!Files.isRegularFile(file)) { // a pipe would keep this thread
      throw new UnusableFileException("it is not a file");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] content = bytes.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new UnusableFileException("it has more than " + MAX_BYTES + " bytes");
      }
      return content;
    }
  }

  private static Map<ResourceId, ResourceFacts> parse(byte[] content)
      throws IOException, UnusableFileException {
    try (JsonParser parser = JSON.createParser(content)) {
      return new MachinesFile(parser).machines();
    }
  }

  private Map<ResourceId, ResourceFacts> machines() throws IOException, UnusableFileException {
    Map<ResourceId, ResourceFacts> machines = new HashMap<>();
    require(in.nextToken() == JsonToken.START_OBJECT, "must be an object of machines");
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      ResourceId id = value(ResourceId.parse(in.currentName()), "is no id of a resource");
      ResourceFacts facts = machine(id);
      require(machines.put(id, facts) == null, "names a machine for the second time: " + id);
      require(machines.size() <= MAX_MACHINES, "is beyond " + MAX_MACHINES + " machines");
    }
    require(in.nextToken() == null, "comes after the end");
    return Map.copyOf(machines);
  }

  private ResourceFacts machine(ResourceId id) throws IOException, UnusableFileException {
    Optional<Location> location = Optional.empty();
    Optional<PrincipalId> systemAssigned = Optional.empty();
    Set<PrincipalId> userAssigned = Set.of();
    Optional<ResourceId> scaleSet = Optional.empty();
    ResourceTags tags = ResourceTags.NONE;
    require(in.nextToken() == JsonToken.START_OBJECT, "must be an object with what is known");
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      switch (in.currentName()) {
        case "location" -> location = Optional.of(value(Location.parse(text()), "is no location"));
        case "system_assigned" -> systemAssigned = Optional.of(principal(text()));
        case "user_assigned" -> userAssigned = principals();
        case "scale_set" ->
            scaleSet =
                Optional.of(
                    value(
                        ResourceId.parse(text()).filter(ResourceId::isScaleSet),
                        "is no id of a scale set"));
        case "tags" -> tags = tags();
        default -> throw wrong("has an unknown member, \"" + in.currentName() + "\"");
      }
    }
    return new ResourceFacts(id, location, systemAssigned, userAssigned, scaleSet, tags);
  }

  private ResourceTags tags() throws IOException, UnusableFileException {
    Map<String, String> tags = new HashMap<>();
    require(in.nextToken() == JsonToken.START_OBJECT, "must be an object of tags");
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      String value = text();
      require(ResourceTags.isTag(name, value), "is no tag that Azure allows");
      tags.put(name, value);
    }
    ResourceTags read = ResourceTags.of(tags);
    require(read.isKnown(), "are too many tags, or two of one name");
    return read;
  }

  private Set<PrincipalId> principals() throws IOException, UnusableFileException {
    Set<PrincipalId> principals = new HashSet<>();
    require(in.nextToken() == JsonToken.START_ARRAY, "must be a list of object ids");
    while (in.nextToken() == JsonToken.VALUE_STRING) {
      principals.add(principal(in.getText()));
    }
    require(in.currentToken() == JsonToken.END_ARRAY, "must be a list of object ids");
    return principals;
  }

  private PrincipalId principal(String text) throws UnusableFileException {
    return value(PrincipalId.parse(text), "is no object id (a GUID)");
  }

  private String text() throws IOException, UnusableFileException {
    require(in.nextToken() == JsonToken.VALUE_STRING, "must be a text");
    return in.getText();
  }

  private <T> T value(Optional<T> parsed, String otherwise) throws UnusableFileException {
    require(parsed.isPresent(), otherwise);
    return parsed.orElseThrow();
  }

  private void require(boolean holds, String otherwise) throws UnusableFileException {
    if (!holds) {
      throw wrong(otherwise);
    }
  }

  private UnusableFileException wrong(String what) {
    return new UnusableFileException(
        "what is at line %d %s".formatted(in.currentTokenLocation().getLineNr(), what));
  }
}
