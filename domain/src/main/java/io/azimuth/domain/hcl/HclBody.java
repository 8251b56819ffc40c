package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries between two braces, or of a whole text, in their order.
 *
 * <p>The readers see to it that no attribute comes twice and that no name is both attribute and
 * block.
 */
public record HclBody(List<HclItem> items) {

  /** Keeps a copy of the items. */
  public HclBody {
    items = List.copyOf(items);
  }

  /** The attribute of this name. */
  public Optional<HclItem.Attribute> attribute(String name) {
    for (HclItem item : items) {
      if (item instanceof HclItem.Attribute attribute && attribute.name().equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /**
   * The blocks of this name with one label, however they were written: {@code name "label" {}},
   * {@code name = { label = {} }}, and the JSON forms {@code {"name": {"label": {}}}} and {@code
   * {"name": [{"label": {}}, …]}}.
   *
   * @throws HclSyntaxException if something of this name has another shape
   */
  public List<HclItem.Block> labelled(String name) {
    List<HclItem.Block> blocks = new ArrayList<>();
    for (HclItem item : items) {
      if (item.name().equals(name)) {
        LabelledBlocks.collect(item, blocks);
      }
    }
    return List.copyOf(blocks);
  }
}
