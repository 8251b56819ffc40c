package io.azimuth.domain.policy;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of a policy text as parameter rules compare them. */
final class HclPolicyValues {

  private HclPolicyValues() {}

  /** Empty if there is a block inside, which no request value can equal. */
  static Optional<PolicyValue> of(HclValue value) {
    if (value instanceof HclValue.Text text) {
      return Optional.of(new PolicyValue.Text(text.text()));
    }
    if (value instanceof HclValue.Decimal number) {
      return Optional.of(new PolicyValue.Decimal(number.digits()));
    }
    if (value instanceof HclValue.Bool bool) {
      return Optional.of(new PolicyValue.Bool(bool.value()));
    }
    if (value instanceof HclValue.Items list) {
      return items(list.values());
    }
    return fields(((HclValue.Table) value).body());
  }

  private static Optional<PolicyValue> items(List<HclValue> values) {
    List<PolicyValue> items = new ArrayList<>();
    for (HclValue value : values) {
      Optional<PolicyValue> item = of(value);
      if (item.isEmpty()) {
        return item;
      }
      items.add(item.get());
    }
    return Optional.of(new PolicyValue.Items(items));
  }

  private static Optional<PolicyValue> fields(HclBody body) {
    Map<String, PolicyValue> fields = new LinkedHashMap<>();
    for (HclItem item : body.items()) {
      Optional<PolicyValue> member =
          item instanceof HclItem.Attribute attribute ? of(attribute.value()) : Optional.empty();
      if (member.isEmpty()) {
        return member;
      }
      fields.put(item.name(), member.get());
    }
    return Optional.of(new PolicyValue.Fields(fields));
  }
}
