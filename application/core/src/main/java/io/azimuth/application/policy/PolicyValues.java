package io.azimuth.application.policy;

import io.azimuth.domain.policy.PolicyValue;
import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of requests in the form that the parameter rules of policies compare, and back. */
final class PolicyValues {

  private PolicyValues() {}

  private static Map<String, PolicyValue> of(Value.Obj parameters) {
    Map<String, PolicyValue> values = new LinkedHashMap<>();
    parameters.members().forEach((name, value) -> values.put(name, of(value)));
    return values;
  }

  static PolicyValue of(Value value) {
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

  /** The value as a request would send it. */
  static Value asSent(PolicyValue value) {
    if (value instanceof PolicyValue.Text text) {
      return Value.of(text.text());
    }
    if (value instanceof PolicyValue.Decimal number) {
      return new Value.Num(number.digits());
    }
    if (value instanceof PolicyValue.Bool flag) {
      return Value.of(flag.value());
    }
    if (value instanceof PolicyValue.Items items) {
      return new Value.Items(items.values().stream().map(PolicyValues::asSent).toList());
    }
    if (value instanceof PolicyValue.Fields fields) {
      Value.Builder members = Value.Obj.builder();
      fields.members().forEach((name, member) -> members.put(name, asSent(member)));
      return members.build();
    }
    return Value.NULL;
  }
}
