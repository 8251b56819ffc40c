package io.azimuth.azure.roletest;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.spi.api.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of a file as parameters of a request, and as claims of a token. */
final class HclValues {

  private HclValues() {}

  /**
   * The entries as an object.
   *
   * @throws HclSyntaxException for a block with labels
   */
  static Value.Obj object(HclBody body) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (HclItem item : body.items()) {
      members.put(item.name(), value(item));
    }
    return new Value.Obj(members);
  }

  private static Value value(HclItem item) {
    if (item instanceof HclItem.Attribute attribute) {
      return value(attribute.value());
    }
    HclItem.Block block = (HclItem.Block) item;
    if (!block.labels().isEmpty()) {
      throw new HclSyntaxException(block.position(), "no block with a label belongs here");
    }
    return object(block.body());
  }

  private static Value value(HclValue value) {
    if (value instanceof HclValue.Text text) {
      return Value.of(text.text());
    }
    if (value instanceof HclValue.Decimal number) {
      return new Value.Num(number.digits());
    }
    if (value instanceof HclValue.Bool flag) {
      return Value.of(flag.value());
    }
    return value instanceof HclValue.Items list
        ? new Value.Items(list.values().stream().map(HclValues::value).toList())
        : object(((HclValue.Table) value).body());
  }

  /** The value as JSON has it in the payload of a token. */
  static Object claim(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Num number) {
      return number(number.literal());
    }
    if (value instanceof Value.Bool flag) {
      return flag.on();
    }
    if (value instanceof Value.Items list) {
      return list.values().stream().map(HclValues::claim).toList();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Value.Obj object) {
      object.members().forEach((name, member) -> members.put(name, claim(member)));
    }
    return members;
  }

  /** A number that is too large for any claim is a text, which no rule takes for a number. */
  private static Object number(String literal) {
    try {
      return new BigDecimal(literal);
    } catch (NumberFormatException e) {
      return literal;
    }
  }
}
