package io.azimuth.application.policy;

import io.azimuth.domain.policy.PolicyValue;
import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Request parameters in the form that the parameter rules of policies compare. */
public final class PolicyValues {

  private PolicyValues() {}

  /** The members of the object by name. */
  public static Map<String, PolicyValue> of(Value.Obj parameters) {
    Map<String, PolicyValue> values = new LinkedHashMap<>();
    parameters.members().forEach((name, value) -> values.put(name, of(value)));
    return values;
  }

  private static PolicyValue of(Value value) {
    if (value instanceof Value.Text text) {
      return new PolicyValue.Text(text.text());
    }
    if (value instanceof Value.Num number) {
      return new PolicyValue.Decimal(number.literal());
    }
    if (value instanceof Value.Bool flag) {
      return new PolicyValue.Bool(flag.on());
    }
    if (value instanceof Value.Items items) {
      return new PolicyValue.Items(items.values().stream().map(PolicyValues::of).toList());
    }
    if (value instanceof Value.Obj object) {
      return new PolicyValue.Fields(of(object));
    }
    return new PolicyValue.Null();
  }
}
