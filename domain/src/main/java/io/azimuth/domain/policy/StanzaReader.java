package io.azimuth.domain.policy;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.GoDuration;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the body of one {@code path "…" { }}. */
final class StanzaReader {

  /**
   * Keywords that other servers enforce and this one does not, with the reason; ignoring one would
   * grant more than its author meant.
   */
  private static final Map<String, String> REFUSED =
      Map.of(
          "mfa_methods", "a workload has no second factor",
          "control_group", "no request waits until others agree",
          "subscribe_event_types", "there are no events",
          "expiration", "a rule holds as long as its policy",
          "pagination_limit", "whoever may list a folder may list all of it",
          "list_scan_response_keys_filter_path", "whoever may list a folder sees all its names");

  private final String path;
  private final int line;
  private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  private final ParameterRulesMerge parameters = new ParameterRulesMerge();
  private Duration minWrapping = Duration.ZERO;
  private Duration maxWrapping = Duration.ZERO;

  StanzaReader(String path, int line) {
    this.path = path;
    this.line = line;
  }

  Stanza read(HclBody body) {
    PathTemplate template = PathTemplate.parse(path);
    body.items().forEach(this::key);
    WrappingLimits wrapping = new WrappingLimits(minWrapping, maxWrapping);
    if (wrapping.admitNothing()) {
      throw complaint("max_wrapping_ttl cannot be less than min_wrapping_ttl");
    }
    return new Stanza(template, line, capabilities, parameters.build(), wrapping);
  }

  private void key(HclItem item) {
    switch (item.name()) {
      case "capabilities" -> texts(item).forEach(this::capability);
      case "policy" -> legacyPolicy(text(item));
      case "allowed_parameters" ->
          table(item).items().forEach(entry -> parameters.allow(folded(entry), values(entry)));
      case "denied_parameters" ->
          table(item).items().forEach(entry -> parameters.deny(folded(entry), values(entry)));
      case "required_parameters" ->
          texts(item).forEach(name -> parameters.require(AsciiCase.fold(name)));
      case "min_wrapping_ttl" -> minWrapping = duration(item);
      case "max_wrapping_ttl" -> maxWrapping = duration(item);
      case "comment" -> text(item);
      default -> throw unknown(item);
    }
  }

  private InvalidPolicyException unknown(HclItem item) {
    String reason = REFUSED.get(item.name());
    return reason == null
        ? complaint(PolicyReader.unknownKey(item))
        : complaint(item.name() + " is not supported yet: " + reason);
  }

  private void capability(String word) {
    capabilities.add(
        Capability.ofWord(word)
            .orElseThrow(
                () -> complaint("invalid capability " + InvalidPolicyException.quoted(word))));
  }

  /** The words of policies before capabilities existed; none of them ever meant patch. */
  private void legacyPolicy(String word) {
    capabilities.addAll(
        switch (word) {
          case "deny" -> EnumSet.of(Capability.DENY);
          case "read" -> EnumSet.of(Capability.READ, Capability.LIST);
          case "write" -> write();
          case "sudo" -> sudo();
          default -> throw complaint("invalid policy " + InvalidPolicyException.quoted(word));
        });
  }

  private static EnumSet<Capability> write() {
    return EnumSet.of(
        Capability.CREATE, Capability.READ, Capability.UPDATE, Capability.DELETE, Capability.LIST);
  }

  private static EnumSet<Capability> sudo() {
    EnumSet<Capability> all = write();
    all.add(Capability.SUDO);
    return all;
  }

  private static String folded(HclItem entry) {
    return AsciiCase.fold(entry.name());
  }

  private String text(HclItem item) {
    if (item instanceof HclItem.Attribute attribute
        && attribute.value() instanceof HclValue.Text text) {
      return text.text();
    }
    throw wrongShape(item, "a text in quotes");
  }

  private Duration duration(HclItem item) {
    Optional<String> written =
        item instanceof HclItem.Attribute attribute
            ? HclPolicyValues.of(attribute.value()).flatMap(PolicyValue::scalar)
            : Optional.empty();
    return written
        .flatMap(text -> GoDuration.parseSeconds(text).value())
        .orElseThrow(() -> wrongShape(item, "a duration, such as 60, \"90s\" or \"1h\""));
  }

  private List<String> texts(HclItem item) {
    return list(item, "a list of texts").stream()
        .map(
            value -> {
              if (value instanceof HclValue.Text text) {
                return text.text();
              }
              throw wrongShape(item, "a list of texts");
            })
        .toList();
  }

  private List<PolicyValue> values(HclItem entry) {
    return list(entry, "a list of values").stream().map(this::value).toList();
  }

  private PolicyValue value(HclValue value) {
    return HclPolicyValues.of(value)
        .orElseThrow(
            () -> complaint("a value on line " + value.position().line() + " holds a block"));
  }

  private List<HclValue> list(HclItem item, String expected) {
    if (item instanceof HclItem.Attribute attribute
        && attribute.value() instanceof HclValue.Items list) {
      return list.values();
    }
    throw wrongShape(item, expected);
  }

  /** {@code key = { … }} and {@code key { … }} are the same. */
  private HclBody table(HclItem item) {
    if (item instanceof HclItem.Block block && block.labels().isEmpty()) {
      return block.body();
    }
    if (item instanceof HclItem.Attribute attribute
        && attribute.value() instanceof HclValue.Table table) {
      return table.body();
    }
    throw wrongShape(item, "an object");
  }

  private InvalidPolicyException wrongShape(HclItem item, String expected) {
    return complaint(
        InvalidPolicyException.quoted(item.name())
            + " on line "
            + item.position().line()
            + " must be "
            + expected);
  }

  private InvalidPolicyException complaint(String sentence) {
    return InvalidPolicyException.atPath(path, sentence);
  }
}
