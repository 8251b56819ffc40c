package io.azimuth.bootstrap.configfile;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.hcl.Position;
import java.util.ArrayList;
import java.util.List;

/** Reads the ways to write a block with a type as one and the same thing. */
final class TypedBlockReader {

  private static final String TYPE = "type";

  private final String name;
  private final ConfigProblems problems;
  private final List<TypedBlock> found = new ArrayList<>();

  TypedBlockReader(String name, ConfigProblems problems) {
    this.name = name;
    this.problems = problems;
  }

  List<TypedBlock> read(HclBody outer) {
    for (HclItem item : outer.items()) {
      if (!item.name().equals(name)) {
        continue;
      }
      if (item instanceof HclItem.Block block) {
        block(block);
      } else if (item instanceof HclItem.Attribute attribute) {
        value(attribute.value());
      }
    }
    return List.copyOf(found);
  }

  private void block(HclItem.Block block) {
    if (block.labels().size() > 1) {
      wrongShape(block.position());
    } else if (block.labels().isEmpty()) {
      typeInside(block.position(), block.body());
    } else {
      add(block.labels().get(0), block.position(), block.body());
    }
  }

  private void value(HclValue value) {
    if (value instanceof HclValue.Items list) {
      list.values().forEach(this::table);
    } else {
      table(value);
    }
  }

  private void table(HclValue value) {
    if (!(value instanceof HclValue.Table table)) {
      wrongShape(value.position());
    } else if (table.body().attribute(TYPE).isPresent()) {
      typeInside(table.position(), table.body());
    } else {
      table.body().items().forEach(this::labelled);
    }
  }

  private void labelled(HclItem item) {
    if (item instanceof HclItem.Block block && block.labels().isEmpty()) {
      add(block.name(), block.position(), block.body());
    } else if (item instanceof HclItem.Attribute attribute
        && attribute.value() instanceof HclValue.Table table) {
      add(attribute.name(), attribute.position(), table.body());
    } else {
      wrongShape(item.position());
    }
  }

  private void typeInside(Position position, HclBody body) {
    BlockReader keys = new BlockReader(name, position.line(), body, problems);
    if (!keys.has(TYPE)) {
      keys.missing(TYPE, "set it, or write the type as a label: " + name + " \"TYPE\" { … }");
    }
    keys.text(TYPE).ifPresent(type -> found.add(new TypedBlock(type, keys)));
  }

  private void add(String type, Position position, HclBody body) {
    String shown = name + " \"" + type + "\"";
    BlockReader keys = new BlockReader(shown, position.line(), body, problems);
    if (keys.text(TYPE).filter(other -> !other.equals(type)).isPresent()) {
      keys.error(TYPE, "is not that of the label");
    }
    found.add(new TypedBlock(type, keys));
  }

  private void wrongShape(Position position) {
    problems.error(position.line(), name + ": must be a block with one label: its type");
  }
}
