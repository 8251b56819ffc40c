package io.azimuth.azure.roletest;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.text.Suggestion;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One block of the file, read by its keys; what is wrong goes to the problems. */
final class FileBlock {

  private final String label;
  private final int line;
  private final HclBody body;
  private final FileProblems problems;

  FileBlock(String label, int line, HclBody body, FileProblems problems) {
    this.label = label;
    this.line = line;
    this.body = body;
    this.problems = problems;
  }

  /** The text in quotes behind the word. */
  String label() {
    return label;
  }

  int line() {
    return line;
  }

  HclBody body() {
    return body;
  }

  FileProblems problems() {
    return problems;
  }

  /** All entries as an object. */
  Value.Obj object() {
    try {
      return HclValues.object(body);
    } catch (HclSyntaxException e) {
      problems.add(e.position().line(), e.sentence());
      return Value.Obj.EMPTY;
    }
  }

  /** Adds a problem at that key, or at the block when it does not have it. */
  void problem(String key, String message) {
    problems.add(lineOf(key), message);
  }

  /** The line of that key, or of the block when it does not have it. */
  int lineOf(String key) {
    return body.items().stream()
        .filter(item -> item.name().equals(key))
        .map(item -> item.position().line())
        .findFirst()
        .orElse(line);
  }

  boolean has(String key) {
    return body.items().stream().anyMatch(item -> item.name().equals(key));
  }

  /** Adds a problem for each key that is not among these. */
  void allowOnly(Collection<String> known) {
    for (HclItem item : body.items()) {
      if (!known.contains(item.name())) {
        problems.add(
            item.position().line(),
            "unknown key " + Quoted.of(item.name()) + Suggestion.sentence(item.name(), known));
      }
    }
  }

  /** The blocks of this name with one label each. */
  List<FileBlock> labelled(String name) {
    try {
      return body.labelled(name).stream()
          .map(it -> new FileBlock(it.labels().get(0), it.position().line(), it.body(), problems))
          .toList();
    } catch (HclSyntaxException e) {
      problems.add(e.position().line(), e.sentence());
      return List.of();
    }
  }

  /** The block or object of this name, without a label. */
  Optional<FileBlock> nested(String name) {
    List<FileBlock> found =
        body.items().stream()
            .filter(item -> item.name().equals(name))
            .flatMap(item -> table(item).stream())
            .toList();
    if (found.size() > 1) {
      problems.add(found.get(1).line(), "there may be one block " + Quoted.of(name));
    }
    return found.stream().findFirst();
  }

  private Optional<FileBlock> table(HclItem item) {
    int at = item.position().line();
    if (item instanceof HclItem.Block block && block.labels().isEmpty()) {
      return Optional.of(new FileBlock("", at, block.body(), problems));
    }
    if (item instanceof HclItem.Attribute attribute
        && attribute.value() instanceof HclValue.Table table) {
      return Optional.of(new FileBlock("", at, table.body(), problems));
    }
    problems.add(at, Quoted.of(item.name()) + " must be a block without a label");
    return Optional.empty();
  }

  Optional<String> text(String key) {
    return value(key)
        .flatMap(
            value -> {
              if (value instanceof HclValue.Text text) {
                return Optional.of(text.text());
              }
              return wrong(key, value, "a text in quotes");
            });
  }

  /** The text of the key, read further; a problem when it cannot be. */
  <T> Optional<T> parsed(String key, Function<String, Optional<T>> parse, String expected) {
    return text(key).flatMap(text -> parsed(key, text, parse, expected));
  }

  /** The texts of the key, read further; a problem for each that cannot be. */
  <T> List<T> eachParsed(String key, Function<String, Optional<T>> parse, String expected) {
    return texts(key).orElse(List.of()).stream()
        .flatMap(text -> parsed(key, text, parse, expected).stream())
        .toList();
  }

  private <T> Optional<T> parsed(
      String key, String text, Function<String, Optional<T>> parse, String expected) {
    Optional<T> read = parse.apply(text);
    if (read.isEmpty()) {
      problem(key, Quoted.of(text) + " in " + Quoted.of(key) + " is not " + expected);
    }
    return read;
  }

  /** A duration, such as 60 or "1h". */
  Optional<Duration> duration(String key) {
    Optional<String> written =
        value(key)
            .flatMap(
                value -> {
                  if (value instanceof HclValue.Text text) {
                    return Optional.of(text.text());
                  }
                  return value instanceof HclValue.Decimal number
                      ? Optional.of(number.digits())
                      : wrong(key, value, "a duration");
                });
    Optional<Duration> read = written.flatMap(text -> GoDuration.parseSeconds(text).value());
    if (written.isPresent() && read.isEmpty()) {
      problem(key, Quoted.of(key) + " must be a duration, such as 60, \"90s\" or \"1h\"");
    }
    return read;
  }

  /** One of the known words; a problem with a suggestion for any other. */
  Optional<String> word(String key, Collection<String> known) {
    return text(key).filter(word -> isKnown(key, word, known));
  }

  /** The texts of a list, or the one text. */
  Optional<List<String>> texts(String key) {
    return value(key)
        .flatMap(
            value -> {
              if (value instanceof HclValue.Text text) {
                return Optional.of(List.of(text.text()));
              }
              return value instanceof HclValue.Items list
                      && list.values().stream().allMatch(HclValue.Text.class::isInstance)
                  ? Optional.of(
                      list.values().stream().map(it -> ((HclValue.Text) it).text()).toList())
                  : wrong(key, value, "a text in quotes or a list of them");
            });
  }

  /** Those of the texts that are known words; a problem with a suggestion for each other. */
  List<String> words(String key, Collection<String> known) {
    return texts(key).orElse(List.of()).stream().filter(it -> isKnown(key, it, known)).toList();
  }

  private boolean isKnown(String key, String word, Collection<String> known) {
    if (known.contains(word)) {
      return true;
    }
    problem(
        key,
        Quoted.of(word)
            + " in "
            + Quoted.of(key)
            + " is unknown"
            + Suggestion.sentence(word, known));
    return false;
  }

  private Optional<HclValue> value(String key) {
    if (body.attribute(key).isEmpty() && has(key)) {
      problem(key, Quoted.of(key) + " must be a value, and not a block");
    }
    return body.attribute(key).map(HclItem.Attribute::value);
  }

  private <T> Optional<T> wrong(String key, HclValue value, String expected) {
    problem(key, Quoted.of(key) + " must be " + expected + ", and not " + value.kind());
    return Optional.empty();
  }
}
