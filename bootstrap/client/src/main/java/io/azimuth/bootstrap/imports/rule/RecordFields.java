package io.azimuth.bootstrap.imports.rule;

import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one kind of record: which are taken over, which hold nothing to take over, and what
 * differs between two records.
 *
 * @param fields those that are taken over
 * @param ignored names of others that need no word
 */
public record RecordFields(List<ImportField> fields, Set<String> ignored) {

  public RecordFields {
    fields = List.copyOf(fields);
    ignored = Set.copyOf(ignored);
  }

  public static RecordFields of(List<ImportField> fields, String... ignored) {
    return new RecordFields(fields, Set.of(ignored));
  }

  /**
   * The fields that differ. A field that the other server does not show is left alone.
   *
   * @param target the record on this server
   * @param source the record on the server that is read
   */
  public List<FieldDifference> differences(Value.Obj target, Value.Obj source) {
    List<FieldDifference> differences = new ArrayList<>();
    for (ImportField field : fields) {
      Value targetValue = field.in(target).orElse(field.standard());
      field
          .in(source)
          .filter(sourceValue -> !sourceValue.equals(targetValue))
          .ifPresent(
              sourceValue ->
                  differences.add(new FieldDifference(field.name(), targetValue, sourceValue)));
    }
    return differences;
  }

  /** The members to write for a record that is not here yet: all that are set to something. */
  public Value.Obj written(Value.Obj source) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (ImportField field : fields) {
      field
          .in(source)
          .filter(value -> !value.equals(field.standard()))
          .ifPresent(value -> members.put(field.name(), value));
    }
    return new Value.Obj(members);
  }

  /** The members to write so that the differences end. */
  public static Value.Obj written(List<FieldDifference> differences) {
    Map<String, Value> members = new LinkedHashMap<>();
    differences.forEach(difference -> members.put(difference.name(), difference.source()));
    return new Value.Obj(members);
  }

  /** The names of members that are set to something and are not known here. */
  public List<String> unknown(Value.Obj source) {
    Set<String> known = new LinkedHashSet<>(ignored);
    for (ImportField field : fields) {
      known.add(field.name());
      field.formerly().ifPresent(known::add);
    }
    return source.members().entrySet().stream()
        .filter(member -> !known.contains(member.getKey()) && isSet(member.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A text of a record; empty if it is absent or empty. */
  public static Optional<String> text(Value.Obj shown, String name) {
    return shown
        .get(name)
        .map(FieldShape.TEXT::normalised)
        .map(value -> ((Value.Text) value).text())
        .filter(text -> !text.isEmpty());
  }

  private static boolean isSet(Value value) {
    return !(value.equals(Value.NULL)
        || value.equals(Value.of(false))
        || value.equals(Value.of(0))
        || value.equals(Value.of(""))
        || value.equals(new Value.Items(List.of()))
        || value.equals(Value.Obj.EMPTY));
  }
}
