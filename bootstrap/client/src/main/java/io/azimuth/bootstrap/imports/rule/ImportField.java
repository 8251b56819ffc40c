package io.azimuth.bootstrap.imports.rule;

import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * A field of a record that an import takes over.
 *
 * @param formerly an older name, which counts if the field is absent or empty
 * @param standard the value that a server uses if nothing is set
 */
public record ImportField(
    String name, FieldShape shape, Optional<String> formerly, Value standard) {

  public ImportField {
    standard = shape.normalised(standard);
  }

  /** A field that is empty if nothing is set. */
  public static ImportField of(String name, FieldShape shape) {
    return new ImportField(name, shape, Optional.empty(), Value.NULL);
  }

  public ImportField formerly(String older) {
    return new ImportField(name, shape, Optional.of(older), standard);
  }

  /** The same field with this value if nothing is set. */
  public ImportField orElse(Value value) {
    return new ImportField(name, shape, formerly, value);
  }

  /** The value in a record; empty if the record does not have the field. */
  Optional<Value> in(Value.Obj shown) {
    Optional<Value> present = shown.get(name).map(this::normalised);
    Optional<Value> older = formerly.flatMap(shown::get).map(this::normalised);
    return present.filter(value -> !value.equals(standard)).or(() -> older).or(() -> present);
  }

  private Value normalised(Value value) {
    Value normal = shape.normalised(value);
    return normal.equals(shape.normalised(Value.NULL)) && shape == FieldShape.TEXT
        ? standard
        : normal;
  }
}
