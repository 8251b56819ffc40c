package io.azimuth.azure.grace;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The stored form of a proof. What cannot be read proves nothing. */
final class ProofCodec {

  private static final Field<String> TIME = Field.text("time", "");
  private static final Field<String> RESOURCE = Field.text("resource", "");
  private static final Field<String> LOCATION = Field.text("location", "");
  private static final Field<String> SYSTEM = Field.text("system_assigned", "");
  private static final Field<List<String>> USER = Field.list("user_assigned", "");
  private static final Field<String> SCALE_SET = Field.text("scale_set", "");
  private static final Field<String> VM_ID = Field.text("vm_id", "");

  /** Absent where the tags are not known. */
  private static final String TAGS = "tags";

  private ProofCodec() {}

  static Value.Obj encode(MachineProof proof) {
    ResourceFacts facts = proof.facts();
    Value.Builder stored =
        Value.Obj.builder()
            .put(TIME.name(), proof.at().toString())
            .put(RESOURCE.name(), facts.id().text())
            .putIfPresent(LOCATION.name(), facts.location().map(Location::value))
            .putIfPresent(SYSTEM.name(), facts.systemAssigned().map(PrincipalId::value))
            .put(
                USER.name(),
                facts.userAssigned().stream().map(PrincipalId::value).sorted().toList())
            .putIfPresent(SCALE_SET.name(), facts.scaleSet().map(ResourceId::text))
            .putIfPresent(VM_ID.name(), facts.vmId().map(VmId::value));
    if (facts.tags().isKnown()) {
      stored.put(TAGS, Value.of(new TreeMap<>(facts.tags().values())));
    }
    return stored.build();
  }

  static Optional<MachineProof> decode(Value.Obj stored) {
    Fields fields = Fields.ofAny(List.of(), stored, Map.of());
    return time(fields.value(TIME))
        .flatMap(
            at ->
                ResourceId.parse(fields.value(RESOURCE))
                    .map(id -> new MachineProof(facts(id, fields, tags(stored)), at)));
  }

  private static ResourceFacts facts(ResourceId id, Fields fields, ResourceTags tags) {
    return new ResourceFacts(
        id,
        Location.parse(fields.value(LOCATION)),
        PrincipalId.parse(fields.value(SYSTEM)),
        fields.value(USER).stream()
            .flatMap(text -> PrincipalId.parse(text).stream())
            .collect(Collectors.toSet()),
        ResourceId.parse(fields.value(SCALE_SET)),
        tags,
        VmId.parse(fields.value(VM_ID)));
  }

  private static ResourceTags tags(Value.Obj stored) {
    if (!(stored.get(TAGS).orElse(Value.NULL) instanceof Value.Obj tags)) {
      return ResourceTags.UNKNOWN;
    }
    Map<String, String> values = new TreeMap<>();
    tags.members()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Text text) {
                values.put(name, text.text());
              }
            });
    return ResourceTags.of(values);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
