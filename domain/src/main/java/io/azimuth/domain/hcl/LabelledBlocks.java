package io.azimuth.domain.hcl;

import java.util.List;
import java.util.function.Consumer;

/** Reads the ways to write a block with one label as one and the same thing. */
final class LabelledBlocks {

  private LabelledBlocks() {}

  static void collect(HclItem item, List<HclItem.Block> into) {
    if (item instanceof HclItem.Block block) {
      if (block.labels().size() != 1) {
        throw wrongShape(item.name(), item.position());
      }
      into.add(block);
    } else if (item instanceof HclItem.Attribute attribute) {
      eachTable(attribute.name(), attribute.value(), table -> members(item.name(), table, into));
    }
  }

  private static void members(String name, HclValue.Table table, List<HclItem.Block> into) {
    for (HclItem member : table.body().items()) {
      if (member instanceof HclItem.Attribute attribute) {
        eachTable(
            name,
            attribute.value(),
            body ->
                into.add(
                    new HclItem.Block(
                        name, List.of(attribute.name()), body.body(), attribute.position())));
      } else if (member instanceof HclItem.Block block && block.labels().isEmpty()) {
        into.add(new HclItem.Block(name, List.of(block.name()), block.body(), block.position()));
      } else {
        throw wrongShape(name, member.position());
      }
    }
  }

  /** An object, or a list of objects. */
  private static void eachTable(String name, HclValue value, Consumer<HclValue.Table> use) {
    if (value instanceof HclValue.Table table) {
      use.accept(table);
      return;
    }
    if (!(value instanceof HclValue.Items list)) {
      throw wrongShape(name, value.position());
    }
    for (HclValue element : list.values()) {
      if (!(element instanceof HclValue.Table table)) {
        throw wrongShape(name, element.position());
      }
      use.accept(table);
    }
  }

  private static HclSyntaxException wrongShape(String name, Position position) {
    String quoted = SourceText.quoted(name);
    return new HclSyntaxException(
        position, quoted + " must be a block with exactly one label in quotes");
  }
}
