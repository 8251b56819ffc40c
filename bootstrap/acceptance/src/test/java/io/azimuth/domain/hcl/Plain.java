package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a tree without positions as HCL or JSON in one fixed form: two trees are equal if their
 * texts are.
 */
public final class Plain {

  private final StringBuilder out = new StringBuilder();
  private final boolean json;

  private Plain(boolean json) {
    this.json = json;
  }

  /** As HCL. */
  public static String hcl(HclBody body) {
    Plain plain = new Plain(false);
    plain.items(body);
    return plain.out.toString();
  }

  /** The tree as JSON, for a body without blocks. */
  public static String json(HclBody body) {
    Plain plain = new Plain(true);
    plain.members(attributes(body));
    return plain.out.toString();
  }

  /** The body as JSON. Blocks of the same name become a list of objects by label. */
  public static String policyJson(HclBody body) {
    Plain plain = new Plain(true);
    plain.out.append("{\"path\":[");
    String comma = "";
    for (HclItem.Block block : body.labelled("path")) {
      plain.out.append(comma).append('{');
      plain.text(block.labels().get(0));
      plain.out.append(':');
      plain.members(attributes(block.body()));
      plain.out.append('}');
      comma = ",";
    }
    return plain.out.append("]}").toString();
  }

  private static List<HclItem.Attribute> attributes(HclBody body) {
    List<HclItem.Attribute> attributes = new ArrayList<>();
    for (HclItem item : body.items()) {
      if (!(item instanceof HclItem.Attribute attribute)) {
        throw new UnsupportedOperationException("a block");
      }
      attributes.add(attribute);
    }
    return attributes;
  }

  private void items(HclBody body) {
    for (HclItem item : body.items()) {
      text(item.name());
      if (item instanceof HclItem.Attribute attribute) {
        out.append(" = ");
        value(attribute.value());
      } else if (item instanceof HclItem.Block block) {
        block.labels().forEach(label -> text(label));
        out.append(" {\n");
        items(block.body());
        out.append('}');
      }
      out.append('\n');
    }
  }

  private void members(List<HclItem.Attribute> attributes) {
    out.append('{');
    String comma = "";
    for (HclItem.Attribute attribute : attributes) {
      out.append(comma);
      text(attribute.name());
      out.append(':');
      value(attribute.value());
      comma = ",";
    }
    out.append('}');
  }

  private void value(HclValue value) {
    if (value instanceof HclValue.Text text) {
      text(text.text());
    } else if (value instanceof HclValue.Decimal number) {
      out.append(number.digits());
    } else if (value instanceof HclValue.Bool flag) {
      out.append(flag.value());
    } else if (value instanceof HclValue.Items list) {
      list(list.values());
    } else if (value instanceof HclValue.Table table) {
      table(table.body());
    }
  }

  private void list(List<HclValue> values) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      value(values.get(i));
    }
    out.append(']');
  }

  private void table(HclBody body) {
    if (json) {
      members(attributes(body));
      return;
    }
    out.append("{\n");
    items(body);
    out.append('}');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isSurrogate(c) || c < 0x2000) {
            out.append(c);
          } else {
            out.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    out.append("\" ");
  }
}
