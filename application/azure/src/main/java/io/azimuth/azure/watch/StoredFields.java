package io.azimuth.azure.watch;

import io.azimuth.spi.api.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The members of a stored object, each empty where it cannot be read. */
record StoredFields(Value.Obj stored) {

  Optional<String> text(String name) {
    return stored.get(name).orElse(Value.NULL) instanceof Value.Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  Optional<Instant> time(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Optional<Integer> number(String name) {
    try {
      return stored.get(name).orElse(Value.NULL) instanceof Value.Num number
          ? Optional.of(Integer.valueOf(number.literal()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  boolean flag(String name) {
    return stored.get(name).filter(Value.of(true)::equals).isPresent();
  }

  Optional<StoredFields> object(String name) {
    return stored.get(name).flatMap(StoredFields::of);
  }

  List<StoredFields> objects(String name) {
    return stored.get(name).orElse(Value.NULL) instanceof Value.Items items
        ? items.values().stream().flatMap(item -> of(item).stream()).toList()
        : List.of();
  }

  private static Optional<StoredFields> of(Value value) {
    return value instanceof Value.Obj object
        ? Optional.of(new StoredFields(object))
        : Optional.empty();
  }
}
