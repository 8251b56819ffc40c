package io.azimuth.domain.approle;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.domain.text.Checked;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a secret id, as operators write it: a text that is a JSON object of texts, or
 * {@code key=value} with commas in between.
 */
final class SecretIdMetadata {

  /** The longest text: 64 pairs of 640 bytes fit. */
  private static final int MOST_CHARACTERS = 1 << 16;

  private static final String SHAPE =
      "failed to parse metadata: it is a text with a JSON object of texts, or with key=value";

  private SecretIdMetadata() {}

  static Checked<Map<String, String>> parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Checked.problem("metadata is too long (limit: 65536 characters)");
    }
    Optional<Map<String, String>> pairs =
        Hcl.looksLikeJson(text) ? ofJson(text) : ofPairs(text.strip());
    return pairs.map(IdentityRules::metadata).orElseGet(() -> Checked.problem(SHAPE));
  }

  private static Optional<Map<String, String>> ofJson(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    try {
      for (HclItem item : Hcl.parseJson(text).items()) {
        if (!(item instanceof HclItem.Attribute member
            && member.value() instanceof HclValue.Text value)) {
          return Optional.empty();
        }
        pairs.put(member.name(), value.text());
      }
    } catch (HclSyntaxException e) {
      return Optional.empty();
    }
    return Optional.of(pairs);
  }

  private static Optional<Map<String, String>> ofPairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return Optional.of(pairs);
    }
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return Optional.of(pairs);
  }
}
