package io.azimuth.application.policy;

import io.azimuth.domain.policy.KeptForm;
import io.azimuth.domain.policy.PolicyValue;
import io.azimuth.domain.policy.RequestParameter;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives parameters that were sent the names and the types that their route has for them. */
final class RequestParameters {

  private final List<Field<?>> fields;

  private RequestParameters(List<Field<?>> fields) {
    this.fields = fields;
  }

  /** The members of the object, as the fields of the route read them. */
  static List<RequestParameter> of(Value.Obj sent, List<Field<?>> fields) {
    RequestParameters parameters = new RequestParameters(fields);
    List<RequestParameter> all = new ArrayList<>();
    for (Map.Entry<String, Value> member : sent.members().entrySet()) {
      all.add(parameters.parameter(member.getKey(), PolicyValues.of(member.getValue())));
    }
    return all;
  }

  private RequestParameter parameter(String name, PolicyValue value) {
    Optional<Field<?>> field = field(name);
    return field.isPresent()
        ? new RequestParameter(name, names(field.get()), value, new FieldForm(field.get()), true)
        : new RequestParameter(name, Set.of(), value, KeptForm.AS_SENT, !isMisspelt(name));
  }

  private Optional<Field<?>> field(String name) {
    for (Field<?> field : fields) {
      if (field.name().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  private boolean isMisspelt(String name) {
    String folded = AsciiCase.fold(name);
    return fields.stream().anyMatch(field -> AsciiCase.fold(field.name()).equals(folded));
  }

  private Set<String> names(Field<?> field) {
    String present = field.presentName().orElse(field.name());
    Set<String> names = new LinkedHashSet<>();
    names.add(present);
    for (Field<?> other : fields) {
      if (other.presentName().filter(present::equals).isPresent()) {
        names.add(other.name());
      }
    }
    return names;
  }

  /** What a field keeps of a value. */
  private record FieldForm(Field<?> field) implements KeptForm {

    @Override
    public Optional<PolicyValue> of(PolicyValue value) {
      return field.kept(PolicyValues.asSent(value)).map(PolicyValues::of);
    }
  }
}
