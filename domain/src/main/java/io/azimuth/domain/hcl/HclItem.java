package io.azimuth.domain.hcl;

import java.util.List;

/** One entry of a body. */
public sealed interface HclItem {

  /** The attribute's key or the block's type. */
  String name();

  /** Where the name begins. */
  Position position();

  /** {@code name = value}; in JSON every member is one. */
  record Attribute(String name, HclValue value, Position position) implements HclItem {}

  /** {@code name "label" … { … }} with any number of labels. */
  record Block(String name, List<String> labels, HclBody body, Position position)
      implements HclItem {
    /** Keeps a copy of the labels. */
    public Block {
      labels = List.copyOf(labels);
    }
  }
}
