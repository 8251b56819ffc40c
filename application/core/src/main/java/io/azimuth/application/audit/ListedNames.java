package io.azimuth.application.audit;

import io.azimuth.spi.api.Value;

/** Shortens the answers of lists in records, which would otherwise grow with the list. */
final class ListedNames {

  private ListedNames() {}

  /** The same data with the number of names, and of the details about them, in their place. */
  static Value.Obj counted(Value.Obj data) {
    Value.Builder counted = Value.Obj.builder();
    data.members().forEach((name, member) -> counted.put(name, counted(name, member)));
    return counted.build();
  }

  private static Value counted(String name, Value member) {
    if (name.equals("keys") && member instanceof Value.Items names) {
      return Value.of(names.values().size());
    }
    return name.equals("key_info") && member instanceof Value.Obj infos
        ? Value.of(infos.members().size())
        : member;
  }
}
