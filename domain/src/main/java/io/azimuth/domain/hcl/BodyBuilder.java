package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the items of one body and refuses repeated ones. */
final class BodyBuilder {

  private final List<HclItem> items = new ArrayList<>();
  private final Map<String, HclItem> firstOfName = new HashMap<>();

  void add(HclItem item) {
    HclItem first = firstOfName.putIfAbsent(item.name(), item);
    if (first != null) {
      refuseClash(first, item);
    }
    items.add(item);
  }

  HclBody build() {
    return new HclBody(items);
  }

  private static void refuseClash(HclItem first, HclItem second) {
    boolean bothBlocks = first instanceof HclItem.Block && second instanceof HclItem.Block;
    if (!bothBlocks) {
      throw new HclSyntaxException(
          second.position(),
          SourceText.quoted(second.name()) + " was already set on line " + first.position().line());
    }
  }
}
