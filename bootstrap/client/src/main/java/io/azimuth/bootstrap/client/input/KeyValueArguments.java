package io.azimuth.bootstrap.client.input;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads parameters as the Vault command line does: {@code k=v}; {@code k=@file} and {@code k=-} for
 * the content of a file or of standard input; {@code k=\@v} for a value that begins with {@code @};
 * {@code @file} and {@code -} for a JSON object. A repeated key makes a list.
 */
public final class KeyValueArguments {

  private static final int MAX_BYTES = 32 << 20;

  private final StandardInput input;
  private final Map<String, Value> members = new LinkedHashMap<>();

  private KeyValueArguments(StandardInput input) {
    this.input = input;
  }

  /**
   * Returns the parameters as one object.
   *
   * @throws ClientException if an argument has another form; the message omits values
   */
  public static Value.Obj read(List<String> arguments, StandardInput input) {
    KeyValueArguments parameters = new KeyValueArguments(input);
    arguments.forEach(parameters::add);
    return new Value.Obj(parameters.members);
  }

  private void add(String argument) {
    if (argument.equals("-")) {
      object(input.text(), "standard input").members().forEach(this::add);
      return;
    }
    if (argument.startsWith("@")) {
      object(file(argument.substring(1)), argument.substring(1)).members().forEach(this::add);
      return;
    }
    int equals = argument.indexOf('=');
    if (equals <= 0) {
      throw new ClientException("parameters have the form key=value, @file or -");
    }
    add(argument.substring(0, equals), Value.of(value(argument.substring(equals + 1))));
  }

  private String value(String text) {
    if (text.equals("-")) {
      return input.text();
    }
    if (text.startsWith("@")) {
      return file(text.substring(1));
    }
    return text.startsWith("\\@") || text.equals("\\-") ? text.substring(1) : text;
  }

  private void add(String key, Value value) {
    members.merge(
        key,
        value,
        (before, added) -> {
          List<Value> all = new ArrayList<>();
          if (before instanceof Value.Items items) {
            all.addAll(items.values());
          } else {
            all.add(before);
          }
          all.add(added);
          return new Value.Items(all);
        });
  }

  private static Value.Obj object(String text, String where) {
    return ClientJson.parse(text)
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .orElseThrow(() -> new ClientException(where + " does not hold a JSON object"));
  }

  private static String file(String name) {
    try {
      Path path = Path.of(name);
      if (Files.size(path) > MAX_BYTES) {
        throw new ClientException("the file " + name + " is larger than 32 MiB");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ClientException("the file " + name + " is not UTF-8", e);
    } catch (IOException | InvalidPathException e) {
      throw new ClientException("the file " + name + " cannot be read", e);
    }
  }
}
