package io.azimuth.adapters.storage.json;

import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object, each once and with its type. A member that was not read is an
 * error at the end. One thread at a time may use it. Every method throws {@link
 * UnreadableException} when a member is missing or has another type.
 */
public final class StrictObject {

  private final Map<String, Value> left;

  /** Reads the members of this object. */
  public StrictObject(Value.Obj object) {
    this.left = new HashMap<>(object.members());
  }

  public String text(String name) {
    return text(name, required(name));
  }

  /** A text, or none when the member is absent. */
  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(left.remove(name)).map(value -> text(name, value));
  }

  public long number(String name) {
    return number(name, required(name));
  }

  /** A whole number, or none when the member is absent. */
  public Optional<Long> optionalNumber(String name) {
    return Optional.ofNullable(left.remove(name)).map(value -> number(name, value));
  }

  /** A whole number within the range of an int. */
  public int smallNumber(String name) {
    long number = number(name);
    if (number != (int) number) {
      throw wrong(name);
    }
    return (int) number;
  }

  public boolean flag(String name) {
    if (required(name) instanceof Value.Bool flag) {
      return flag.on();
    }
    throw wrong(name);
  }

  /** A flag, false when the member is absent. */
  public boolean optionalFlag(String name) {
    return left.containsKey(name) && flag(name);
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Value item : items(name, required(name))) {
      texts.add(text(name, item));
    }
    return texts;
  }

  /** A list of texts, empty when the member is absent. */
  public List<String> optionalTexts(String name) {
    return left.containsKey(name) ? texts(name) : List.of();
  }

  /** A list of texts, or none when the member is absent. */
  public Optional<List<String>> presentTexts(String name) {
    return left.containsKey(name) ? Optional.of(texts(name)) : Optional.empty();
  }

  /** Two whole numbers. */
  public long[] pair(String name) {
    return pair(name, required(name));
  }

  /** Two whole numbers, or none when the member is absent. */
  public Optional<long[]> optionalPair(String name) {
    return Optional.ofNullable(left.remove(name)).map(value -> pair(name, value));
  }

  public Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name).members().forEach((key, value) -> texts.put(key, text(name, value)));
    return texts;
  }

  /** Texts by their name, none when the member is absent. */
  public Map<String, String> optionalTextMap(String name) {
    return left.containsKey(name) ? textMap(name) : Map.of();
  }

  public Value.Obj object(String name) {
    if (required(name) instanceof Value.Obj object) {
      return object;
    }
    throw wrong(name);
  }

  /** An object as it is, or none when the member is absent. */
  public Optional<Value.Obj> optionalObject(String name) {
    return left.containsKey(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** Refuses the object if a member was not read. */
  public void end() {
    if (!left.isEmpty()) {
      throw new UnreadableException("unknown field " + left.keySet().iterator().next());
    }
  }

  private Value required(String name) {
    @Nullable Value value = left.remove(name);
    if (value == null) {
      throw new UnreadableException("field " + name + " is missing");
    }
    return value;
  }

  private static long[] pair(String name, Value value) {
    List<Value> items = items(name, value);
    if (items.size() != 2) {
      throw wrong(name);
    }
    return new long[] {number(name, items.get(0)), number(name, items.get(1))};
  }

  private static List<Value> items(String name, Value value) {
    if (value instanceof Value.Items items) {
      return items.values();
    }
    throw wrong(name);
  }

  private static String text(String name, Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw wrong(name);
  }

  private static long number(String name, Value value) {
    if (!(value instanceof Value.Num number)) {
      throw wrong(name);
    }
    try {
      return Long.parseLong(number.literal());
    } catch (NumberFormatException e) {
      throw wrong(name);
    }
  }

  private static UnreadableException wrong(String name) {
    return new UnreadableException("field " + name + " has another type");
  }
}
