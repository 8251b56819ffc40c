package io.azimuth.bootstrap.configfile;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.text.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys of one block and reports errors in them. A key is known after a method of this
 * class has read it; {@link #finish} reports all other keys.
 */
public final class BlockReader {

  private final String name;
  private final int line;
  private final HclBody body;
  private final ConfigProblems problems;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * Creates a reader. Messages use this name, such as {@code listener "tcp"}; it is empty for the
   * whole file.
   */
  public BlockReader(String name, int line, HclBody body, ConfigProblems problems) {
    this.name = name;
    this.line = line;
    this.body = body;
    this.problems = problems;
  }

  /** A reader of this block, named by its type and labels. */
  public static BlockReader of(HclItem.Block block, ConfigProblems problems) {
    String name = block.name() + " \"" + String.join("\" \"", block.labels()) + "\"";
    return new BlockReader(name, block.position().line(), block.body(), problems);
  }

  /** The line of the key, or of the block if the key is absent. */
  public int lineOf(String key) {
    return body.items().stream()
        .filter(item -> item.name().equals(key))
        .findFirst()
        .map(item -> item.position().line())
        .orElse(line);
  }

  /** The keys that the block has, each once, in their order. */
  public List<String> keys() {
    return body.items().stream().map(HclItem::name).distinct().toList();
  }

  /** Whether the block has this key. */
  public boolean has(String key) {
    return keys().contains(key);
  }

  /** Where the problems go. */
  public ConfigProblems problems() {
    return problems;
  }

  /** Reports an error at this key. */
  public void error(String key, String sentence) {
    problems.error(lineOf(key), inThisBlock(key + ": " + sentence));
  }

  /** Reports a warning at this key. */
  public void warning(String key, String sentence) {
    problems.warning(lineOf(key), inThisBlock(key + ": " + sentence));
  }

  /** Reports that a key is absent that must be there. */
  public void missing(String key, String sentence) {
    problems.error(line, inThisBlock(key + " is missing: " + sentence));
  }

  private String inThisBlock(String sentence) {
    return name.isEmpty() ? sentence : name + ": " + sentence;
  }

  /** Marks a key as known without reading it. */
  public void markKnown(String key) {
    known.add(key);
  }

  /** The block of this name inside, which has no label. */
  public Optional<BlockReader> block(String key) {
    known.add(key);
    List<HclItem> found = body.items().stream().filter(item -> item.name().equals(key)).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.size() > 1) {
      error(key, "there must be only one");
    }
    if (found.get(0) instanceof HclItem.Block block && block.labels().isEmpty()) {
      String path = name.isEmpty() ? key : name + ": " + key;
      return Optional.of(new BlockReader(path, block.position().line(), block.body(), problems));
    }
    error(key, "must be a block: " + key + " { … }");
    return Optional.empty();
  }

  /**
   * The same for a block that may also be written as an object, {@code key = { … }}, as in JSON.
   */
  public Optional<BlockReader> table(String key) {
    Optional<HclItem.Attribute> attribute = body.attribute(key);
    if (attribute.isPresent() && attribute.get().value() instanceof HclValue.Table table) {
      known.add(key);
      String path = name.isEmpty() ? key : name + ": " + key;
      return Optional.of(
          new BlockReader(path, attribute.get().position().line(), table.body(), problems));
    }
    return block(key);
  }

  /**
   * The blocks of this name, each of which has a type: {@code sink "file" { … }}, or {@code sink {
   * type = "file" … }}, or one of these written as objects.
   */
  public List<TypedBlock> typed(String key) {
    known.add(key);
    return new TypedBlockReader(key, problems).read(body);
  }

  /** A block of this name without any key, for one that the file leaves out. */
  public BlockReader empty(String key) {
    return new BlockReader(key, line, new HclBody(List.of()), problems);
  }

  /** The value as text, also an empty one; empty for a list or an object. Nothing is an error. */
  public Optional<String> anyText(String key) {
    return value(key).map(value -> scalar(value).orElse(""));
  }

  /** The value as text; a number or truth value as written. */
  public Optional<String> text(String key) {
    return value(key)
        .flatMap(
            value -> {
              Optional<String> text = scalar(value);
              if (text.isEmpty()) {
                error(key, "must be a text, not " + value.kind());
              } else if (text.get().isBlank()) {
                error(key, "is empty");
                return Optional.empty();
              }
              return text;
            });
  }

  /**
   * {@code true} or {@code false}. Also accepts 1 and 0, and all of these as strings, as Vault
   * does.
   */
  public boolean flag(String key, boolean fallback) {
    return text(key)
        .map(
            text -> {
              switch (text) {
                case "true", "1" -> {
                  return true;
                }
                case "false", "0" -> {
                  return false;
                }
                default -> {
                  error(key, "must be true or false");
                  return fallback;
                }
              }
            })
        .orElse(fallback);
  }

  /** A list of strings, or one string with commas. */
  public List<String> texts(String key) {
    Optional<HclValue> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof HclValue.Items items) {
      return items(key, items);
    }
    return scalar(value.get())
        .map(text -> List.of(text.split(",", -1)))
        .orElseGet(
            () -> {
              error(key, "must be a list of texts");
              return List.of();
            })
        .stream()
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private List<String> items(String key, HclValue.Items items) {
    List<String> texts = new ArrayList<>();
    for (HclValue item : items.values()) {
      Optional<String> text = scalar(item).filter(t -> !t.isBlank());
      if (text.isEmpty()) {
        problems.error(
            item.position().line(), inThisBlock(key + ": must be a list of texts, none empty"));
      }
      text.ifPresent(texts::add);
    }
    return texts;
  }

  private Optional<HclValue> value(String key) {
    known.add(key);
    Optional<HclItem.Attribute> attribute = body.attribute(key);
    if (attribute.isEmpty() && has(key)) {
      error(key, "must be a value, not a block");
    }
    return attribute.map(HclItem.Attribute::value);
  }

  /** The value as a text; empty for a list or an object. */
  public static Optional<String> scalar(HclValue value) {
    if (value instanceof HclValue.Text text) {
      return Optional.of(text.text());
    }
    if (value instanceof HclValue.Decimal number) {
      return Optional.of(number.digits());
    }
    if (value instanceof HclValue.Bool bool) {
      return Optional.of(String.valueOf(bool.value()));
    }
    return Optional.empty();
  }

  /** Reports each key that no method has read. */
  public void finish() {
    for (HclItem item : body.items()) {
      if (!known.contains(item.name())) {
        problems.error(
            item.position().line(),
            inThisBlock(
                "unknown key \"" + item.name() + "\"" + Suggestion.sentence(item.name(), known)));
      }
    }
  }
}
