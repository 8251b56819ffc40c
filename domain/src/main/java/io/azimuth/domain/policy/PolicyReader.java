package io.azimuth.domain.policy;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import java.util.List;

/** Turns the tree of a policy text into stanzas. */
final class PolicyReader {

  private PolicyReader() {}

  static List<Stanza> stanzas(HclBody body) {
    for (HclItem item : body.items()) {
      if (!isKnown(item)) {
        throw new InvalidPolicyException(unknownKey(item));
      }
    }
    return body.labelled("path").stream().map(PolicyReader::stanza).toList();
  }

  static String unknownKey(HclItem item) {
    return "invalid key "
        + InvalidPolicyException.quoted(item.name())
        + " on line "
        + item.position().line();
  }

  private static Stanza stanza(HclItem.Block block) {
    return new StanzaReader(block.labels().get(0), block.position().line()).read(block.body());
  }

  /** Vault ignores {@code name = "…"}, and so does this reader. */
  private static boolean isKnown(HclItem item) {
    return item.name().equals("path")
        || (item.name().equals("name") && item instanceof HclItem.Attribute);
  }
}
