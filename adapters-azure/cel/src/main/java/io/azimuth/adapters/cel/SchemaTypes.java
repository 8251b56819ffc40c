package io.azimuth.adapters.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionType;
import java.util.Map;
import java.util.Optional;

/** The objects of a schema as types of CEL, so that an expression is checked when it is read. */
final class SchemaTypes implements CelTypeProvider {

  private static final String PREFIX = "azimuth.";

  private final ImmutableList<CelType> types;

  SchemaTypes(ExpressionSchema schema) {
    this.types =
        schema.objects().entrySet().stream()
            .map(object -> type(object.getKey(), object.getValue()))
            .collect(ImmutableList.toImmutableList());
  }

  /** The type of the variable of that object. */
  static CelType of(String object) {
    return StructTypeReference.create(PREFIX + object);
  }

  @Override
  public ImmutableList<CelType> types() {
    return types;
  }

  @Override
  public Optional<CelType> findType(String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  private static CelType type(String object, Map<String, ExpressionType> members) {
    ImmutableMap<String, CelType> fields =
        ImmutableMap.copyOf(Maps.transformValues(members, SchemaTypes::type));
    return StructType.create(
        PREFIX + object, fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
  }

  private static CelType type(ExpressionType type) {
    return switch (type) {
      case TEXT -> SimpleType.STRING;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case PAIRS -> MapType.create(SimpleType.STRING, SimpleType.STRING);
      case MOMENT -> SimpleType.TIMESTAMP;
    };
  }
}
