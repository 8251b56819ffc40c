package io.azimuth.domain.kubernetes;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.text.Checked;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Selects namespaces by their labels: the part {@code matchLabels} of a {@code LabelSelector} of
 * Kubernetes.
 *
 * @param written as JSON, as somebody wrote it
 * @param labels the labels that a namespace must have, all of them; at least one
 */
public record NamespaceSelector(String written, Map<String, String> labels) {

  private static final String MATCH_LABELS = "matchLabels";
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_LABELS = 32;

  private static final String WORD = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final Pattern NAME = Pattern.compile("(?:[a-z0-9][-a-z0-9.]{0,252}/)?" + WORD);
  private static final Pattern VALUE = Pattern.compile("(?:" + WORD + ")?");

  private static final String SHAPE =
      "bound_service_account_namespace_selector is a JSON object such as"
          + " {\"matchLabels\": {\"team\": \"blue\"}}";

  public NamespaceSelector {
    Objects.requireNonNull(written, "written");
    labels = Map.copyOf(labels);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a selector names a label");
    }
  }

  /** Reads what somebody wrote. */
  public static Checked<NamespaceSelector> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Checked.problem(
          "bound_service_account_namespace_selector has at most " + MAX_LENGTH + " characters");
    }
    try {
      return selector(text, Hcl.parseJson(text));
    } catch (HclSyntaxException e) {
      return Checked.problem(SHAPE);
    }
  }

  private static Checked<NamespaceSelector> selector(String text, HclBody body) {
    for (HclItem item : body.items()) {
      if (!item.name().equals(MATCH_LABELS)) {
        return Checked.problem(
            "bound_service_account_namespace_selector has matchLabels alone; matchExpressions are"
                + " not supported");
      }
    }
    return body.attribute(MATCH_LABELS)
        .flatMap(NamespaceSelector::labels)
        .map(labels -> ofLabels(text, labels))
        .orElseGet(() -> Checked.problem(SHAPE));
  }

  private static Optional<Map<String, String>> labels(HclItem.Attribute member) {
    if (!(member.value() instanceof HclValue.Table table)) {
      return Optional.empty();
    }
    Map<String, String> labels = new TreeMap<>();
    for (HclItem item : table.body().items()) {
      if (!(item instanceof HclItem.Attribute label
          && label.value() instanceof HclValue.Text value)) {
        return Optional.empty();
      }
      labels.put(label.name(), value.text());
    }
    return Optional.of(labels);
  }

  // Kubernetes takes an empty selector for all namespaces, which nobody should get by mistake.
  private static Checked<NamespaceSelector> ofLabels(String text, Map<String, String> labels) {
    if (labels.isEmpty()) {
      return Checked.problem(
          "bound_service_account_namespace_selector names no label: for all namespaces write"
              + " bound_service_account_namespaces=*");
    }
    boolean possible =
        labels.size() <= MAX_LABELS
            && labels.entrySet().stream()
                .allMatch(
                    it ->
                        NAME.matcher(it.getKey()).matches()
                            && VALUE.matcher(it.getValue()).matches());
    return possible
        ? Checked.of(new NamespaceSelector(text, labels))
        : Checked.problem(
            "bound_service_account_namespace_selector has a label that no namespace can have, or"
                + " more than "
                + MAX_LABELS);
  }

  /** Whether a namespace with these labels is selected. */
  public boolean selects(Map<String, String> ofNamespace) {
    return ofNamespace.entrySet().containsAll(labels.entrySet());
  }

  /** The labels as {@code name=value}, in the order of their names. */
  @Override
  public String toString() {
    return list(labels);
  }

  /** What a namespace has of the labels that count, in the same form; empty: none of them. */
  String of(Map<String, String> ofNamespace) {
    return list(
        ofNamespace.entrySet().stream()
            .filter(it -> labels.containsKey(it.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static String list(Map<String, String> labels) {
    List<String> pairs =
        new TreeMap<>(labels)
            .entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
    return String.join(", ", pairs);
  }
}
